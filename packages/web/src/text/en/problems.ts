import type { ProblemTitles } from '../problemTitles.ts';

/** What the server refuses is told in its own words, which are English. */
export const problems: ProblemTitles = {};
