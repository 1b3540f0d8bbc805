import type { ToldWords } from '@hexalign/api/told';

/** What the server says is English already. */
export const told: ToldWords = {};
