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

/** What made something so, and what stands behind a merge or a copy. */
export type Story = readonly [Origin, ...Origin[]];

export interface Provenance {
  /** Why a unit has the slot it has in a state; first what made it so here, then what stands behind a merge or a copy. */
  ofUnit(workspaceId: string, row: store.ScenarioRow, state: ScenarioState, unit: number): Promise<[Origin, ...Origin[]]>;
  /** The same of many units at once, by unit; units of one story share it. */
  ofUnits(workspaceId: string, row: store.ScenarioRow, state: ScenarioState, units: readonly number[]): Promise<Map<number, Story>>;
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

  /** @param left how much further back to go */
  async function storiesOf(workspaceId: string, row: store.ScenarioRow, state: ScenarioState, units: readonly number[], left: number): Promise<Map<number, Story>> {
    const bySeq = new Map<number, number[]>();
    for (const unit of units) {
      const seq = state.since[unit] ?? 0;
      const alike = bySeq.get(seq);
      if (alike === undefined) bySeq.set(seq, [unit]);
      else alike.push(unit);
    }
    const seqs = [...bySeq.keys()].filter((seq) => seq > 0);
    const range = { after: Math.min(...seqs) - 1, before: Math.max(...seqs) + 1, order: 'oldest', bodies: false } as const;
    const entries = new Map((seqs.length === 0 ? [] : await history.entries(db, workspaceId, row, range)).map((entry) => [entry.seq, entry]));
    const found = new Map<number, Story>();
    for (const [seq, alike] of bySeq) {
      const entry = entries.get(seq);
      const first: Origin = { scenarioId: row.id, cause: entry?.cause ?? row.origin, entry: entry ?? null };
      const deeper = await storiesBehind(workspaceId, first.cause, alike, left);
      const stories = new Map<Story | undefined, Story>();
      for (const unit of alike) {
        const story = deeper.get(unit);
        if (!stories.has(story)) stories.set(story, [first, ...(story ?? [])]);
        found.set(unit, stories.get(story)!);
      }
    }
    return found;
  }

  async function storiesBehind(workspaceId: string, cause: Cause, units: readonly number[], left: number): Promise<Map<number, Story>> {
    if (left === 0 || (cause.kind !== 'merge' && cause.kind !== 'copy')) return new Map();
    const source = await store.findScenario(db, workspaceId, cause.scenarioId);
    if (source === null) return new Map();
    const then = await history.stateAt(db, workspaceId, source, Math.min(cause.seq, source.seq));
    return storiesOf(workspaceId, source, then, units, left - 1);
  }

  return {
    ofUnits: (workspaceId, row, state, units) => storiesOf(workspaceId, row, state, units, DEEPEST),
    ofUnit: (workspaceId, row, state, unit) => trace(workspaceId, row, state, async (_, { since }) => since[unit] ?? 0),
    ofException: (workspaceId, row, state, account) => trace(workspaceId, row, state, async (at, { seq }) => store.lastNamed(db, await history.lineage(db, workspaceId, at), account, seq)),
  };
}
