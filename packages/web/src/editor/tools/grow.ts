import { clicking } from './clicking.ts';

/** Grow: a click widens a territory by one ring of units, with Shift it narrows it. */
export const grow = clicking('grow');
