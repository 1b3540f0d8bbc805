import { clicking } from './clicking.ts';

/** Swap: two clicks name the territories that change places. */
export const swap = clicking('swap');
