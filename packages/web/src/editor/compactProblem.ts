import type { Goal, Measure, Problem } from '@hexalign/engine';
import { UNASSIGNED } from '@hexalign/engine';
import type { EditorState } from './EditorState.ts';
import { targetOf } from './figures.ts';

/** The open scenario in the engine's terms: territories that hold units, numbered without gaps. */
export interface CompactProblem {
  readonly problem: Omit<Problem, 'graph'>;
  /** n slots of the engine, `UNASSIGNED` where nobody covers the unit. */
  readonly slots: Uint16Array<ArrayBuffer>;
  /** Slot of the scenario for each of the engine's. */
  readonly live: readonly number[];
}

/** What the engine is asked about when two territories are evened out or one is split; locked and held ground stays. */
export function compactProblem({ measures, slots, state: { territories, goals, locks, holds } }: { readonly measures: readonly Measure[]; readonly slots: Uint16Array; readonly state: Pick<EditorState, 'territories' | 'goals' | 'locks' | 'holds'> }): CompactProblem {
  const live = territories.flatMap((territory, slot) => (territory?.level === 0 ? [slot] : []));
  const compactOf = new Uint16Array(0x10000).fill(UNASSIGNED);
  live.forEach((slot, i) => (compactOf[slot] = i));
  const compact = Uint16Array.from(slots, (slot) => compactOf[slot]);
  const balanced: Goal[] = goals.flatMap((goal) => {
    const measure = measures.find(({ key }) => key === goal.measure);
    return measure ? [{ measure: goal.measure, share: Float64Array.from(live, (slot) => targetOf(goal, 1, slot, territories)), tolerance: goal.tolerance, weight: goal.weight }] : [];
  });
  const held = new Map<number, number[]>();
  for (const subject of holds.keys()) {
    const unit = Number(/^unit (\d+)$/.exec(subject)?.[1] ?? -1);
    const slot = compact[unit] ?? UNASSIGNED;
    if (slot !== UNASSIGNED) held.set(slot, [...(held.get(slot) ?? []), unit]);
  }
  return {
    live, slots: compact,
    problem: {
      measures, k: live.length, goals: balanced, baseline: compact.slice(),
      constraints: [
        ...[...locks].flatMap((slot) => (compactOf[slot] === UNASSIGNED ? [] : [{ type: 'lock' as const, slot: compactOf[slot] }])),
        ...[...held].map(([slot, units]) => ({ type: 'hold' as const, units: Uint32Array.from(units), slot })),
      ],
      weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 },
    },
  };
}
