import { clicking } from './clicking.ts';

/** Hold pin: a click holds a unit where it is, another one lifts the hold. */
export const hold = clicking('hold');
