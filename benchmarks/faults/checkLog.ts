import { endpoints, type EditEntry } from '@hexalign/api/contract';
import { assignmentHash } from '@hexalign/engine';
import type { Client } from '../server/client.ts';
import type { Acknowledged } from './editor.ts';

/** What the log of a scenario has to say after the storm. */
export interface LogFindings {
  /** Entries of the log. */
  readonly entries: number;
  /** Acknowledged changes that are not in it as they were sent. */
  readonly lost: number;
  /** Whether its numbers run from 1 without a gap. */
  readonly whole: boolean;
  /** Whether replaying it gives the assignment that the server shows. */
  readonly replays: boolean;
  /** Changes that say they take units from another territory than the one that held them: somebody else's change was painted over unseen. */
  readonly overwritten: number;
  /** Hash of the whole document, as the server computes it. */
  readonly hash: string;
}

export async function checkLog(at: Client, scenarioId: string, acknowledged: readonly Acknowledged[]): Promise<LogFindings> {
  const params = { scenarioId };
  const { seq, fingerprint } = await at.get(endpoints.readScenario, { params });
  const entries = new Map<number, EditEntry>();
  for (let after = 0; after < seq; ) {
    const { edits } = await at.get(endpoints.listEdits, { params, query: { after, bodies: 'yes', limit: 1000 } });
    if (edits.length === 0) break;
    for (const entry of edits) entries.set(entry.seq, entry);
    after = edits[edits.length - 1].seq;
  }
  const replayed = new Uint16Array(await at.get(endpoints.readSlots, { params, query: { seq: 0 } }));
  let whole = entries.size === seq;
  let overwritten = 0;
  for (let n = 1; n <= seq; n++) {
    const edit = entries.get(n)?.edit;
    if (!edit) whole = false;
    else if (edit.type === 'assign') {
      if (edit.patch.units.some((unit, i) => replayed[unit] !== edit.patch.from[i])) overwritten++;
      edit.patch.units.forEach((unit, i) => (replayed[unit] = edit.patch.to[i]));
    }
  }
  const lost = acknowledged.filter(({ seq: number, units, to }) => {
    const edit = entries.get(number)?.edit;
    return edit?.type !== 'assign' || edit.patch.units.join() !== units.join() || edit.patch.to.join() !== to.join();
  }).length;
  const shown = new Uint16Array(await at.get(endpoints.readSlots, { params }));
  const { hash } = await at.get(endpoints.readHash, { params });
  return { entries: entries.size, lost, whole, overwritten, replays: assignmentHash(fingerprint, replayed) === assignmentHash(fingerprint, shown), hash };
}
