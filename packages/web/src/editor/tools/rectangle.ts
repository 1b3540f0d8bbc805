import { spanned } from './spanned.ts';

/** Rectangle: drag from one corner to the opposite one. */
export const rectangle = spanned(([ax, ay], [bx, by]) => [ax, ay, bx, ay, bx, by, ax, by]);
