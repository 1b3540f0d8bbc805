import type { Cause } from '../../contract/edits.ts';
import type { EditEntry } from '../../contract/scenarios.ts';
import type { Db } from '../db/db.ts';
import type { ScenarioState } from './document.ts';
import type { History } from './history.ts';
import * as store from './store.ts';

/** What made something as it is: an entry of a scenario's log, or what the scenario began with. */
export interface Origin {
  readonly scenarioId: string;
  readonly cause: Cause;
  readonly entry: EditEntry | null;
}

export interface Provenance {
  /** Why a unit has the slot it has in a state; first what made it so here, then what stands behind a merge or a copy. */
  ofUnit(workspaceId: string, row: store.ScenarioRow, state: ScenarioState, unit: number): Promise<[Origin, ...Origin[]]>;
  /** Why an account is apart from its ground. */
  ofException(workspaceId: string, row: store.ScenarioRow, state: ScenarioState, account: string): Promise<[Origin, ...Origin[]]>;
}

/** Merges of merges: further back than this nobody asks. */
const DEEPEST = 20;

export function provenance({ db, history }: { readonly db: Db; readonly history: History }): Provenance {
  /** @param find the seq of the entry within a state and its log; 0 = the scenario began with it */
  async function trace(workspaceId: string, row: store.ScenarioRow, state: ScenarioState, find: (row: store.ScenarioRow, state: ScenarioState) => Promise<number>): Promise<[Origin, ...Origin[]]> {
    const seq = await find(row, state);
    const [entry] = seq === 0 ? [] : await history.entries(db, workspaceId, row, { after: seq - 1, before: seq + 1, order: 'oldest', bodies: false });
    const first: Origin = { scenarioId: row.id, cause: entry?.cause ?? row.origin, entry: entry ?? null };
    const behind: Origin[] = [];
    for (let last = first; behind.length < DEEPEST && (last.cause.kind === 'merge' || last.cause.kind === 'copy'); last = behind[behind.length - 1]) {
      const source = await store.findScenario(db, workspaceId, last.cause.scenarioId);
      if (source === null) break;
      const then = await history.stateAt(db, workspaceId, source, Math.min(last.cause.seq, source.seq));
      const at = await find(source, then);
      const [deeper] = at === 0 ? [] : await history.entries(db, workspaceId, source, { after: at - 1, before: at + 1, order: 'oldest', bodies: false });
      behind.push({ scenarioId: source.id, cause: deeper?.cause ?? source.origin, entry: deeper ?? null });
    }
    return [first, ...behind];
  }

  return {
    ofUnit: (workspaceId, row, state, unit) => trace(workspaceId, row, state, async (_, { since }) => since[unit] ?? 0),
    ofException: (workspaceId, row, state, account) => trace(workspaceId, row, state, async (at, { seq }) => store.lastNamed(db, await history.lineage(db, workspaceId, at), account, seq)),
  };
}
