import { InputError } from './inputError.ts';

/**
 * Position of a column in the header; the name must match exactly.
 *
 * @param asked what asked for it, e.g. `--lat`, for the message
 * @throws InputError `column.unknown`, naming the columns that come closest
 */
export function columnOf(header: readonly string[], name: string, asked: string): number {
  const position = header.indexOf(name);
  if (position >= 0) return position;
  const wanted = plain(name);
  const near = header.filter((column) => plain(column) === wanted || plain(column).includes(wanted) || (plain(column) !== '' && wanted.includes(plain(column))) || distance(plain(column), wanted) <= 2).slice(0, 5);
  const shown = header.slice(0, 40).map((column) => `"${column}"`).join(', ') + (header.length > 40 ? ', ...' : '');
  throw new InputError({
    code: 'column.unknown',
    where: asked,
    expected: 'a column of the file',
    found: `"${name}"`,
    repair: near.length > 0 ? `Did you mean ${near.map((column) => `"${column}"`).join(' or ')}? Case matters.` : header.length === 1 ? `The file has one column only, ${shown}: is it delimited by comma, semicolon, tab or |?` : `The file has ${shown}.`,
  });
}

/** A column name without case and punctuation. */
export function plain(name: string): string {
  return name.normalize('NFKD').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Edits between two short words, at most 3. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2 || a.length < 4) return 3;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length];
}
