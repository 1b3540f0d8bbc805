import type { Constraint } from '../problem/constraint.ts';

/** What may not happen in a scenario, as plain data: units by position, territories by slot. Holds and locks are edits of their own. */
export type ScenarioConstraint =
  /** A territory starts at, and keeps, this unit. */
  | { readonly type: 'seed'; readonly unit: number; readonly slot: number }
  /** These units stay together, two or more. */
  | { readonly type: 'keepTogether'; readonly units: readonly number[] }
  /** Pairs of units that do not count as neighbours, or do: two numbers per pair. */
  | { readonly type: 'barrier' | 'link'; readonly pairs: readonly number[] }
  /** Sum of a measure in a territory; null = no bound on that side. */
  | { readonly type: 'capacity'; readonly measure: string; readonly slot: number; readonly min: number | null; readonly max: number | null }
  /** At most so much of a measure (null: of units) leaves its territory, or territory `from`, in a design. */
  | { readonly type: 'budget'; readonly measure: string | null; readonly max: number; readonly from: number | null }
  /** Where a territory is worked from, degrees; its centre, and its units, stay within so many kilometres. */
  | { readonly type: 'home'; readonly slot: number; readonly lng: number; readonly lat: number; readonly centreKm: number | null; readonly reachKm: number | null }
  /** This territory may lie in pieces. */
  | { readonly type: 'scattered'; readonly slot: number };

/** Slots of the territories that a constraint speaks of. */
export function slotsOf(constraint: ScenarioConstraint): number[] {
  if (constraint.type === 'budget') return constraint.from === null ? [] : [constraint.from];
  return 'slot' in constraint ? [constraint.slot] : [];
}

/** Units that a constraint speaks of. */
export function unitsOf(constraint: ScenarioConstraint): readonly number[] {
  if (constraint.type === 'seed') return [constraint.unit];
  if (constraint.type === 'keepTogether') return constraint.units;
  return constraint.type === 'barrier' || constraint.type === 'link' ? constraint.pairs : [];
}

/** What of a constraint does not fit a document; null when all does. */
export function faultOf(constraint: ScenarioConstraint, { territories, slots }: { readonly territories: readonly unknown[]; readonly slots: ArrayLike<number> }): { where: string; expected: string; found: unknown } | null {
  const slot = slotsOf(constraint).find((at) => (territories[at] ?? null) === null);
  if (slot !== undefined) return { where: constraint.type === 'budget' ? 'from' : 'slot', expected: 'the slot of a territory', found: slot };
  const unit = unitsOf(constraint).find((u) => !(Number.isInteger(u) && u >= 0 && u < slots.length));
  if (unit !== undefined) return { where: 'units', expected: `units below ${slots.length}`, found: unit };
  switch (constraint.type) {
    case 'keepTogether': return constraint.units.length > 1 ? null : { where: 'units', expected: 'two units or more', found: constraint.units.length };
    case 'barrier':
    case 'link': return constraint.pairs.length > 0 && constraint.pairs.length % 2 === 0 ? null : { where: 'pairs', expected: 'two numbers per pair', found: constraint.pairs.length };
    case 'capacity': return (constraint.min ?? 0) <= (constraint.max ?? Infinity) ? null : { where: 'max', expected: `at least ${constraint.min}`, found: constraint.max };
    default: return null;
  }
}

/**
 * Constraints in the solver's terms.
 *
 * @param n number of units
 * @param slotOf the solver's slot of a document's slot; null where it holds no units, and its constraints fall away
 */
export function toConstraints(constraints: Iterable<ScenarioConstraint>, n: number, slotOf: (slot: number) => number | null): Constraint[] {
  const found: Constraint[] = [];
  const group = new Uint32Array(n);
  let groups = 0;
  for (const constraint of constraints) {
    const [at] = slotsOf(constraint);
    const slot = at === undefined ? 0 : slotOf(at);
    if (slot === null) continue;
    switch (constraint.type) {
      case 'keepTogether':
        groups = gather(group, constraint.units, groups);
        break;
      case 'barrier':
      case 'link':
        found.push({ type: constraint.type, pairs: Uint32Array.from(constraint.pairs) });
        break;
      case 'capacity':
        found.push({ type: 'capacity', measure: constraint.measure, slot, min: constraint.min ?? 0, max: constraint.max ?? Infinity });
        break;
      case 'budget':
        found.push({ type: 'budget', measure: constraint.measure, max: constraint.max, ...(at === undefined ? {} : { from: slot }) });
        break;
      case 'home': {
        const { lng, lat, centreKm, reachKm } = constraint;
        found.push({ type: 'home', slot, lng, lat, ...(centreKm === null ? {} : { centreKm }), ...(reachKm === null ? {} : { reachKm }) });
        break;
      }
      case 'seed':
        found.push({ type: 'seed', unit: constraint.unit, slot });
        break;
      case 'scattered':
        found.push({ type: 'scattered', slot });
    }
  }
  if (groups > 0) found.push({ type: 'keepTogether', group });
  return found;
}

/** Puts units into one group; groups that share a unit become one. */
function gather(group: Uint32Array, units: readonly number[], groups: number): number {
  const met = new Set(units.map((u) => group[u]).filter((g) => g > 0));
  const own = groups + 1;
  for (const u of units) group[u] = own;
  if (met.size > 0) for (let u = 0; u < group.length; u++) if (met.has(group[u])) group[u] = own;
  return own;
}
