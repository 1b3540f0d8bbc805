import type { BudgetRule } from '../../contract/budgets.ts';
import type { ScenarioState } from '../scenarios/document.ts';
import type { Executor } from '../db/db.ts';
import type { History } from '../scenarios/history.ts';
import type { ScenarioRow } from '../scenarios/store.ts';
import type { TimelineRoom } from '../timeline/service.ts';
import { today } from '../timeline/today.ts';
import type { UnitSets } from '../units/service.ts';
import { countedBy, limitsOf, type BudgetLimit } from './limits.ts';
import { periodStart } from './period.ts';
import { spentBetween } from './spent.ts';
import * as store from './store.ts';

/** What a scenario's states are counted against. */
export interface Base {
  readonly scenarioId: string;
  readonly name: string;
  readonly seq: number;
  /** Grants count from this day on. */
  readonly since: string;
}

/** How the states of one scenario are judged: prepared once, then asked about one state or several. */
export interface Judge {
  readonly rule: BudgetRule | null;
  readonly base: Base | null;
  /** @returns none when there is no rule, or nothing to count against */
  limits(state: ScenarioState): Promise<BudgetLimit[]>;
}

/** Makes the judge of a scenario in the caller's transaction. */
export type Judges = (executor: Executor, workspaceId: string, row: ScenarioRow) => Promise<Judge>;

interface Deps {
  readonly history: History;
  readonly timeline: Pick<TimelineRoom, 'inForceSince'>;
  readonly units: UnitSets;
}

/** Sets of accounts, and ways between scenarios, kept in memory. */
const KEPT = 8;
const KEPT_WAYS = 200;

export function judges({ history, timeline, units }: Deps): Judges {
  const accountsOf = new Map<string, ReturnType<UnitSets['allAccounts']>>();
  const sharedWith = new Map<string, number>();

  /** A set of units never changes, so that its accounts are read once: the same list then means the same accounts. */
  function accounts(workspaceId: string, unitsId: string): ReturnType<UnitSets['allAccounts']> {
    return keptIn(accountsOf, KEPT, `${workspaceId} ${unitsId}`, () => {
      const read = units.allAccounts(workspaceId, unitsId);
      read.catch(() => accountsOf.delete(`${workspaceId} ${unitsId}`));
      return read;
    });
  }

  /** Slots that a scenario shares with the base: those that were there when their ways parted. */
  async function shared(executor: Executor, workspaceId: string, base: { row: ScenarioRow; seq: number }, row: ScenarioRow): Promise<number> {
    const key = `${base.row.id} ${base.seq} ${row.id}`;
    const known = sharedWith.get(key);
    if (known !== undefined) return known;
    const parted = await history.parting(executor, workspaceId, base.row, row, row.seq);
    const seq = parted && Math.min(parted.seq, parted.row.id === base.row.id ? base.seq : Infinity);
    const found = parted === null ? 0 : (await history.stateAt(executor, workspaceId, parted.row, seq!)).doc.territories.length;
    // Where ways part stays where it is, whatever becomes of both.
    return keptIn(sharedWith, KEPT_WAYS, key, () => found);
  }

  return async (executor, workspaceId, row) => {
    const rule = await store.ruleOf(executor, workspaceId, row.plan_id);
    const activation = rule === null ? null : await timeline.inForceSince(executor, workspaceId, row.plan_id, rule.against === 'inForce' ? today() : periodStart(rule.period, today()));
    if (rule === null || activation === null) return { rule, base: null, limits: async () => [] };
    const baseRow = await history.find(executor, workspaceId, activation.scenarioId);
    const since = rule.against === 'inForce' ? activation.from : periodStart(rule.period, today());
    const base: Base = { scenarioId: baseRow.id, name: baseRow.name, seq: activation.seq, since };
    return {
      rule, base,
      async limits(state) {
        const before = await history.stateAt(executor, workspaceId, baseRow, base.seq);
        const [of, after] = await Promise.all([accounts(workspaceId, before.doc.unitsId ?? firstUnits(baseRow)), accounts(workspaceId, state.doc.unitsId ?? firstUnits(row))]);
        const { units: { measures } } = await units.load(workspaceId, state.doc.unitsId ?? firstUnits(row));
        const counted = countedBy(rule);
        const worths = counted.map(({ what }) => (what === 'accounts' ? null : after.values[measures.findIndex(({ key }) => key === what)] ?? new Float64Array(after.ids.length)));
        const spent = spentBetween({ doc: before.doc, accounts: of }, { doc: state.doc, accounts: after }, await shared(executor, workspaceId, { row: baseRow, seq: base.seq }, row), today(), worths);
        const granted = await store.grantedTo(executor, await history.lineage(executor, workspaceId, row), base.since);
        return limitsOf(rule, spent, granted, (what) => (what === 'accounts' ? 'accounts' : measures.find(({ key }) => key === what)?.unit ?? 'count'));
      },
    };
  };
}

function firstUnits({ first_unit_set_id: first, unit_set_id: now }: ScenarioRow): string {
  return first ?? now;
}

function keptIn<T>(kept: Map<string, T>, most: number, key: string, make: () => T): T {
  const found = kept.get(key) ?? make();
  kept.delete(key);
  kept.set(key, found);
  for (const oldest of kept.keys()) {
    if (kept.size <= most) break;
    kept.delete(oldest);
  }
  return found;
}
