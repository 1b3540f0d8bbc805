import { clicking } from './clicking.ts';

/** Lock: a click locks a territory, another one unlocks it. */
export const lock = clicking('lock');
