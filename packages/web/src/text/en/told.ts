import type { ToldWords } from '../Teller.ts';

/** What the server says is English already. */
export const told: ToldWords = {};
