import { clicking } from './clicking.ts';

/** Merge: two clicks name the territory that goes and the one that takes it over. */
export const merge = clicking('merge');
