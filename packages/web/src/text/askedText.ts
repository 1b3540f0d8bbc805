import { told } from './told.ts';

/** The questions of a what-if as the server keeps them beside what came of it: one sentence each, with semicolons between. */
export function askedText(text: string): string {
  return text.split('; ').map(told).join('; ');
}
