import { disruptionBound, drain, layOut, repairPlan, type Workbench } from '@hexalign/engine';
import { timed } from '../report/clock.ts';
import { checkAnswer, type Checked } from './checkAnswer.ts';
import type { Question } from './questions.ts';

/** A question with what answering it cost and came to. */
export interface Answer extends Checked {
  readonly kind: string;
  readonly name: string;
  /** CPU milliseconds: posing the question, laying it out, repairing the plan, and computing both bounds. */
  readonly askMs: number;
  readonly layMs: number;
  readonly repairMs: number;
  readonly boundMs: number;
  readonly wallMs: number;
  /** Certified least that moves, whatever the plan, and when ground goes only to who touches it. */
  readonly least: number;
  readonly leastBetweenNeighbors: number;
  /** The engine's reasons for what stays outside. */
  readonly reasons: readonly string[];
}

export function answer(bench: Workbench, { kind, name, before, ask }: Question): Answer {
  const start = before ? layOut(bench, before()) : bench;
  const { result: what, cost: asking } = timed(() => ask(start.problem, start.slots));
  const { result: laid, cost: laying } = timed(() => layOut(start, what));
  const { result: plan, cost: repairing } = timed(() => drain(repairPlan(laid)));
  const { result: bound, cost: bounding } = timed(() => disruptionBound(what.problem, what.held));
  return {
    kind, name, ...checkAnswer(what, plan.slots),
    askMs: 1000 * asking.cpuSeconds, layMs: 1000 * laying.cpuSeconds, repairMs: 1000 * repairing.cpuSeconds, boundMs: 1000 * bounding.cpuSeconds,
    wallMs: 1000 * (asking.wallSeconds + laying.wallSeconds + repairing.wallSeconds),
    least: bound?.least ?? 0, leastBetweenNeighbors: bound?.leastBetweenNeighbors ?? 0,
    reasons: plan.outside.map(({ message }) => message),
  };
}
