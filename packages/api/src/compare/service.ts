import { UNASSIGNED, type Measure } from '@hexalign/engine';
import type { SideBySide } from '../../contract/sides.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { History } from '../scenarios/history.ts';
import { today } from '../timeline/today.ts';
import { matchSides, type SharedTerritory } from './matchSides.ts';
import { movesBetweenSides, type Numbered } from './movesBetweenSides.ts';
import { openSides, type FoundSide, type OpenSidesDeps } from './openSides.ts';
import { ownersSide } from './ownersSide.ts';
import { sideFigures } from './sideFigures.ts';
import { sideNames } from './sideNames.ts';
import type { SharedGround, SideState } from './sideState.ts';
import { looseOf, totalsOf } from './totalsOf.ts';

/** Two to four sides of a plan next to each other. */
export interface SideComparing {
  compare(actor: Actor, planId: string, sides: string): Promise<SideBySide>;
  /** Slots of every side in the numbers of the comparison, one side after the other. */
  slots(actor: Actor, planId: string, sides: string): Promise<Uint16Array>;
}

interface Deps extends OpenSidesDeps {
  readonly history: History;
  readonly unitsOf: (workspaceId: string, planId: string) => Promise<string | null>;
  /** Days for which units have belonged to their territory now; null when nothing is in force. */
  readonly tenureDays: (workspaceId: string, planId: string) => Promise<Float64Array | null>;
}

interface Worked {
  readonly answer: SideBySide;
  readonly slots: Uint16Array;
}

/** Comparisons kept, since the slots are asked for right after the figures. */
const KEPT = 6;

export function sideComparing(deps: Deps): SideComparing {
  const { db, units, history, timeline, scenarios, unitsOf, tenureDays } = deps;
  const { find, lay } = openSides(deps);
  const known = new Map<string, Promise<Worked>>();

  /** How many slots a scenario had in common with another when they parted. */
  async function sharedSlots(workspaceId: string, first: FoundSide | null, other: FoundSide | null): Promise<number> {
    if (first === null || other === null || !('open' in first) || !('open' in other)) return 0;
    const parted = await history.parting(db, workspaceId, first.open.row, other.open.row, other.open.state.seq);
    return parted === null ? 0 : (await history.stateAt(db, workspaceId, parted.row, Math.min(parted.seq, parted.row.id === first.open.row.id ? first.open.state.seq : parted.seq))).doc.territories.length;
  }

  /** Who has what today: the owners of the list, else what is in force; null where neither says anything. */
  async function baseline(actor: Actor, planId: string, ground: SharedGround): Promise<{ state: SideState; found: FoundSide } | null> {
    const owners = ownersSide(ground);
    if (owners !== null) return { state: owners, found: { kind: 'owners' } };
    const { activation } = await timeline.on(actor.workspaceId, planId);
    if (activation === null) return null;
    const found: FoundSide = { kind: 'force', open: await scenarios.open(actor.workspaceId, activation.scenarioId, activation.seq) };
    return { state: await lay(actor, found, ground, ''), found };
  }

  async function work(actor: Actor, planId: string, unitsId: string, found: readonly FoundSide[]): Promise<Worked> {
    const { workspaceId } = actor;
    const loaded = await units.load(workspaceId, unitsId);
    const ground: SharedGround = { unitsId, loaded, accounts: await units.allAccounts(workspaceId, unitsId) };
    const states: SideState[] = [];
    for (const [i, side] of found.entries()) states.push(await lay(actor, side, ground, `query.sides.${i}`));
    const base = await baseline(actor, planId, ground);
    // What lists say of nothing but themselves is matched after all that is compared.
    const everybody = [...states, ...(base === null ? [] : [base.state])];
    const founds = [...found, ...(base === null ? [] : [base.found])];
    const first = found.find((side) => 'open' in side) ?? null;
    const shared = await Promise.all(founds.map((side) => sharedSlots(workspaceId, first, side)));
    const matched = matchSides(everybody.map(({ territories }, i) => ({ territories, shared: shared[i] })));
    const territories = matched.filter(({ at }) => at.slice(0, states.length).some((number) => number !== null));
    const numbered = states.map((state, i) => renumbered(state, territories, i));

    const { measures } = loaded.units;
    const tenure = await tenureDays(workspaceId, planId);
    const lasting = tenure !== null && tenure.length === loaded.graph.ids.length;
    const columns: Measure[] = ground.accounts.values.map((values, m) => ({ key: measures[m].key, unit: measures[m].unit, values }));
    if (lasting) columns.push({ key: ' tenure', unit: 'count', values: Float64Array.from(ground.accounts.units, (unit) => tenure[unit]) });

    const targets = states.find(({ goals }) => goals !== null) ?? null;
    const figured = states.map((state, i) => sideFigures(state, ground, goalsOf(state, i, targets, targets === null ? -1 : states.indexOf(targets), territories, measures.length), base === null ? null : todayOf(base.state, states.length, i, matched, state.territories.length)));
    return {
      slots: joined(numbered.map(({ slots }) => slots)),
      answer: {
        sides: states.map(({ side }) => side),
        measures: measures.map(({ key, unit }, m) => ({ key, unit, tolerance: targets?.goals?.[m].tolerance ?? null })),
        territories: territories.map(({ id, name, at }) => ({
          id, name, slots: states.map((state, i) => (at[i] === null ? null : state.territories[at[i]].slot)), of: states.map((_, i) => (at[i] === null ? null : figured[i].of[at[i]])),
        })),
        figures: figured.map(({ figures }) => figures),
        today: base === null ? null : base.found.kind === 'owners' ? 'owners' : 'force',
        totals: totalsOf(numbered, columns, lasting),
        loose: states.map((state) => looseOf(state, ground)),
        moves: movesBetweenSides(numbered, columns, lasting, territories.length),
      },
    };
  }

  async function worked(actor: Actor, planId: string, text: string): Promise<Worked> {
    const asked = sideNames(text);
    const unitsId = await unitsOf(actor.workspaceId, planId);
    if (unitsId === null) throw new AppError('plan.building');
    const found: FoundSide[] = [];
    for (const [i, side] of asked.entries()) found.push(await find(actor, planId, side, `query.sides.${i}`));
    // Only what never changes makes the key; who has the right to a file was asked above.
    const { activation } = await timeline.on(actor.workspaceId, planId);
    const key = [actor.workspaceId, planId, unitsId, today(), activation?.id, ...found.map((side) => ('open' in side ? `${side.kind} ${side.open.row.id}@${side.open.state.seq} ${side.open.row.name}` : side.kind === 'file' ? side.datasetId : side.kind))].join('|');
    const answer = known.get(key) ?? work(actor, planId, unitsId, found);
    known.delete(key);
    known.set(key, answer);
    answer.catch(() => known.delete(key));
    for (const oldest of known.keys()) {
      if (known.size <= KEPT) break;
      known.delete(oldest);
    }
    return answer;
  }

  return {
    compare: async (actor, planId, sides) => (await worked(actor, planId, sides)).answer,
    slots: async (actor, planId, sides) => (await worked(actor, planId, sides)).slots,
  };
}

function renumbered({ slots, slotOfAccount, territories: own }: SideState, territories: readonly SharedTerritory[], side: number): Numbered {
  const numbers = new Uint16Array(0x10000).fill(UNASSIGNED);
  territories.forEach(({ at }, number) => {
    const t = at[side];
    if (t !== null && t < own.length) numbers[t] = number;
  });
  return { slots: slots.map((slot) => numbers[slot]), slotOfAccount: slotOfAccount.map((slot) => numbers[slot]) };
}

/** What a side is measured by: its own targets, else those of the first scenario for the territories that both have. */
function goalsOf({ goals, territories: own }: SideState, side: number, targets: SideState | null, target: number, territories: readonly SharedTerritory[], q: number): { shares: Float64Array; tolerance: number | null }[] {
  if (goals !== null) return [...goals];
  const k = own.length;
  const numberOnTarget = new Array<number | null>(k).fill(null);
  for (const { at } of territories) {
    const t = at[side];
    if (t !== null && target >= 0) numberOnTarget[t] = at[target];
  }
  return Array.from({ length: q }, (_, m) => {
    const goal = targets?.goals?.[m];
    if (goal === undefined || goal.shares.length === 0) return { shares: new Float64Array(k).fill(1 / k), tolerance: null };
    const mean = 1 / goal.shares.length;
    const shares = Float64Array.from(numberOnTarget, (number) => (number === null ? mean : goal.shares[number]));
    const sum = shares.reduce((all, share) => all + share, 0);
    return { shares: shares.map((share) => share / sum), tolerance: goal.tolerance };
  });
}

/** Today's owner of each account in the numbers of a side: -1 = nobody knows, k = somebody who is not on that side. */
function todayOf({ slotOfAccount }: SideState, base: number, side: number, matched: readonly SharedTerritory[], k: number): Int32Array {
  const numbers = new Map(matched.flatMap(({ at }) => (at[base] === null ? [] : [[at[base], at[side] ?? k] as const])));
  return Int32Array.from(slotOfAccount, (slot) => (slot === UNASSIGNED ? -1 : (numbers.get(slot) ?? k)));
}

function joined(parts: readonly Uint16Array[]): Uint16Array {
  const whole = new Uint16Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
