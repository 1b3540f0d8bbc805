import { clicking } from './clicking.ts';

/** Fill: a click floods from the unit under it to the barrier that the options name. */
export const fill = clicking('fill');
