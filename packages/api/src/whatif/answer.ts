import { EngineError, intoBands, openWorkbench, recount, runSteps, type Problem, type Progress, type Task, type WhatIfStep } from '@hexalign/engine';

/** What is asked of the engine, in its own slots. */
export interface WhatIfQuestion {
  readonly steps: readonly WhatIfStep[];
  /** How many territories there should be; null = the steps say it. */
  readonly territories: number | null;
}

/** What comes of it. n = units. */
export interface WhatIfAnswer {
  /** n slots of the new problem. */
  readonly slots: Uint16Array;
  readonly k: number;
  /** Slot before -> slot now, -1 when gone. */
  readonly slotNow: Int32Array;
  readonly added: readonly number[];
  /** Per goal k shares. */
  readonly shares: readonly Float64Array[];
  /** Of the territories that came, their unit of origin, in order; -1 for parts of others. */
  readonly homes: readonly number[];
  readonly outside: readonly string[];
}

/** A question that cannot be asked. Errors lose their class on the way between threads, so it is said in words. */
export interface WhatIfFault {
  readonly fault: { readonly code: string; readonly message: string };
}

/** Answers a what-if with the least that brings the plan into its bands. Deterministic. */
export function* answerWhatIf(problem: Problem, slots: Uint16Array, { steps, territories }: WhatIfQuestion): Task<WhatIfAnswer | WhatIfFault, Progress> {
  try {
    const all = territories === null ? steps : [...steps, ...counted(problem, slots, territories)];
    const asked = runSteps(problem, slots, all);
    const plan = yield* intoBands(openWorkbench(problem, slots), asked);
    const homes = all.flatMap((step) => (step.type === 'hire' ? [step.home] : step.type === 'split' ? [-1] : []));
    return { slots: plan.slots, k: asked.problem.k, slotNow: asked.slotNow, added: asked.added, homes, shares: asked.problem.goals.map(({ share }) => share), outside: plan.outside.map(({ message }) => message) };
  } catch (error) {
    if (error instanceof EngineError) return { fault: { code: error.code, message: error.message } };
    throw error;
  }
}

function counted(problem: Problem, slots: Uint16Array, territories: number): WhatIfStep[] {
  const { gone, homes } = recount(problem, slots, territories);
  return [...(gone.length > 0 ? [{ type: 'vacate' as const, slots: gone }] : []), ...homes.map((home) => ({ type: 'hire' as const, home, size: 1 }))];
}
