import { UNASSIGNED } from '../problem/problem.ts';
import type { ScenarioConstraint } from './scenarioConstraint.ts';

/** A position on the map; people come and go. */
export interface Territory {
  /** `T01` ..., or today's name. */
  readonly id: string;
  readonly name: string;
  /** Index into a palette; null = chosen for it. */
  readonly colour: number | null;
  /** Who covers it, as text. */
  readonly person: string | null;
  /** Slot of the territory above; null at the top. */
  readonly parent: number | null;
  /** 0 holds units, 1 holds territories, and so on. */
  readonly level: number;
}

/** What one measure should come to. */
export interface ScenarioGoal {
  readonly measure: string;
  /** A share per slot, summing to 1; null = equal shares. */
  readonly share: readonly number[] | null;
  /** 0-1. */
  readonly tolerance: number;
  readonly weight: number;
}

/** Why a unit or an account may not move, who says so, and until when (a day, `2026-03-31`; null = until lifted). */
export interface Hold {
  readonly reason: string;
  readonly owner: string;
  readonly expires: string | null;
}

/** An account apart from its ground: who has it, why, who says so, and the last day it holds (null = until lifted). */
export interface Named extends Hold {
  readonly slot: number;
}

export interface Weights {
  readonly balance: number;
  readonly compactness: number;
  readonly disruption: number;
  readonly travel: number;
}

/** A set of units that a scenario stands on. */
export interface UnitsUsed {
  readonly unitsId: string;
  readonly fingerprint: string;
  readonly units: number;
}

/** A candidate plan: the only thing people edit by hand together, and all of it. n = units. */
export interface ScenarioDoc {
  /** Of the graph; slots without it are meaningless. */
  fingerprint: string;
  /** The units, once measures were summed anew; null = those that the scenario began with. */
  unitsId: string | null;
  /** Slot = position; null = removed, its slot is never given to another. */
  readonly territories: (Territory | null)[];
  /** n slots, `UNASSIGNED` where nobody covers the unit. */
  slots: Uint16Array;
  /** Slots that neither gain nor lose. */
  readonly locks: Set<number>;
  /** By `unit 17` or `account A-17`. */
  readonly holds: Map<string, Hold>;
  /** Exceptions by account. */
  readonly named: Map<string, Named>;
  /** By measure. */
  readonly goals: Map<string, ScenarioGoal>;
  /** By an id of the planner's. */
  readonly constraints: Map<string, ScenarioConstraint>;
  weights: Weights;
}

/** A document without territories, in which nobody covers anything. */
export function emptyDoc(fingerprint: string, n: number): ScenarioDoc {
  return {
    fingerprint,
    unitsId: null,
    territories: [],
    slots: new Uint16Array(n).fill(UNASSIGNED),
    locks: new Set(),
    holds: new Map(),
    named: new Map(),
    goals: new Map(),
    constraints: new Map(),
    weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 },
  };
}

/** A copy that can be edited without changing the first. */
export function copyDoc(doc: ScenarioDoc): ScenarioDoc {
  return {
    ...doc,
    territories: [...doc.territories],
    slots: doc.slots.slice(),
    locks: new Set(doc.locks),
    holds: new Map(doc.holds),
    named: new Map(doc.named),
    goals: new Map(doc.goals),
    constraints: new Map(doc.constraints),
  };
}
