import { UNASSIGNED } from '@hexalign/engine';
import type { Exported } from '../exported.ts';
import { sheetLine } from '../sheetLine.ts';
import { stampFields } from '../stamp.ts';
import type { PostalRow } from './postalRows.ts';

/** `postal.csv`: the territory of each postal code; a code that several share has a line for each, with `split` on all and `majority` on one. */
export function* postalCsv({ plan: { territories }, stamp }: Pick<Exported, 'plan' | 'stamp'>, rows: readonly PostalRow[]): Generator<string, void> {
  const { plan_id, revision, hash } = stampFields(stamp);
  yield sheetLine(['postal', 'country', 'territory', 'name', 'share', 'majority', 'split', 'accounts', 'basis', 'plan_id', 'revision', 'hash']);
  for (const { postal, country, slot, share, majority, split, accounts, basis } of rows) {
    const { id, name } = slot === UNASSIGNED ? { id: '', name: '' } : territories[slot];
    yield sheetLine([postal, country, id, name, Number(share.toFixed(6)), majority ? 'yes' : 'no', split ? 'yes' : 'no', accounts, basis, plan_id, revision, hash]);
  }
}
