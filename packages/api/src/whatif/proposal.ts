import { compare, disruption, UNASSIGNED, type Measure, type ScenarioDoc } from '@hexalign/engine';
import type { WhatIfProposal } from '../../contract/whatif.ts';
import type { PlanJudged } from '../solving/planJudged.ts';
import type { WhatIfGesture } from './gesture.ts';
import { unownedOf, type Sides } from './sides.ts';

/** One side of a proposal. */
export interface ProposedState {
  readonly doc: ScenarioDoc;
  readonly sides: Sides;
  readonly judged: PlanJudged;
}

export interface ProposalOf {
  readonly baseSeq: number;
  readonly asked: readonly string[];
  readonly gesture: WhatIfGesture;
  readonly before: ProposedState;
  readonly after: ProposedState;
  /** Of the ground, as they are assumed. */
  readonly measures: readonly Measure[];
  readonly outside: readonly string[];
  readonly assumed: boolean;
}

/** Everything that is told of a what-if before it is made. */
export function proposalOf({ baseSeq, asked, gesture, before, after, measures, outside, assumed }: ProposalOf): WhatIfProposal {
  const { moved, covered, movedUnits, coveredUnits } = disruption(before.doc.slots, after.doc.slots, measures);
  const accounts = new Map<number, number>();
  let [movedAccounts, coveredAccounts] = [0, 0];
  before.sides.slotOfAccount.forEach((from, a) => {
    const to = after.sides.slotOfAccount[a];
    if (from !== UNASSIGNED) coveredAccounts++;
    if (from === to) return;
    if (from !== UNASSIGNED) movedAccounts++;
    accounts.set(from * 65536 + to, (accounts.get(from * 65536 + to) ?? 0) + 1);
  });
  const { flows } = compare(before.doc.slots, after.doc.slots, measures, after.doc.territories.length);
  const slotOf = (slot: number): number | null => (slot === UNASSIGNED ? null : slot);
  const told = flows
    .map(({ from, to, units, sums }) => ({ from: slotOf(from), to: slotOf(to), units, accounts: accounts.get((from) * 65536 + to) ?? 0, amounts: Array.from(sums) }))
    .sort((a, b) => b.amounts[0] - a.amounts[0] || b.units - a.units);
  const touched = new Set([...gesture.added, ...gesture.gone, ...told.flatMap(({ from, to }) => [from ?? -1, to ?? -1])]);
  touched.delete(-1);
  const figures = ({ judged: { worstDeviation, meanDeviation, outside: out, compactness, unassignedUnits }, sides }: ProposedState) => ({ worstDeviation, meanDeviation, outside: out, compactness, unassignedUnits, km: sides.km, territories: sides.of.size });
  return {
    baseSeq, asked: [...asked], edits: gesture.edits, assumed, outside: [...outside], ended: [...gesture.ended],
    measures: measures.map(({ key, unit }, m) => ({ key, unit, tolerance: after.doc.goals.get(key)?.tolerance ?? 1, moved: moved[m], of: covered[m] })),
    territories: [...touched].sort((a, b) => a - b).map((slot) => {
      const territory = (after.doc.territories[slot] ?? before.doc.territories[slot])!;
      return { slot, id: territory.id, name: territory.name, change: gesture.added.includes(slot) ? 'comes' : gesture.gone.includes(slot) ? 'goes' : 'stays', before: before.sides.of.get(slot) ?? null, after: after.sides.of.get(slot) ?? null };
    }),
    before: figures(before), after: figures(after),
    moved: { units: movedUnits, accounts: movedAccounts }, of: { units: coveredUnits, accounts: coveredAccounts },
    flows: told, withoutOwner: unownedOf(after.sides, after.doc.slots),
    startHash: before.judged.assignmentHash, assignmentHash: after.judged.assignmentHash,
  };
}
