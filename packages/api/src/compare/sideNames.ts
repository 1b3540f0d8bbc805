import { SideName } from '../../contract/sides.ts';
import { AppError } from '../http/appError.ts';

/** What an address means by one side. */
export type AskedSide =
  | { readonly kind: 'scenario'; readonly scenarioId: string; readonly seq: number | undefined }
  | { readonly kind: 'force' }
  | { readonly kind: 'owners' }
  | { readonly kind: 'file'; readonly datasetId: string };

/**
 * Reads two to four names of sides.
 *
 * @throws AppError `compare.sides`
 */
export function sideNames(text: string): AskedSide[] {
  const names = text.split(',');
  if (names.length < 2 || names.length > 4) throw new AppError('compare.sides', { where: 'query.sides', expected: 'two to four sides, joined by commas', found: `${names.length}` });
  return names.map((name, i) => {
    if (!SideName.safeParse(name).success) throw new AppError('compare.sides', { where: `query.sides.${i}`, expected: 'the id of a scenario, with @ and a number where a state of it is meant, or force, owners, or file: with the id of an upload', found: name });
    if (name === 'force' || name === 'owners') return { kind: name };
    if (name.startsWith('file:')) return { kind: 'file', datasetId: name.slice('file:'.length) };
    const [scenarioId, seq] = name.split('@');
    return { kind: 'scenario', scenarioId, seq: seq === undefined ? undefined : Number(seq) };
  });
}
