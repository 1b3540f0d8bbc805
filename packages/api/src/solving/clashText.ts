import { explainClash, isBroken, validate, type Problem } from '@hexalign/engine';

/** Why no plan can keep what was asked, and what to give up first: sentences for a planner; none where nothing proves it. */
export function clashText(problem: Problem, names: readonly string[]): string[] {
  const clash = explainClash(problem, { names });
  if (clash !== null) {
    const [{ code, message }] = clash.violations;
    const others = validate(problem, { names }).filter((one) => one.code === code).length - clash.violations.filter((one) => one.code === code).length;
    const more = others > 0 ? ` ${others === 1 ? 'One more clash is' : `${others} more clashes are`} of this kind.` : '';
    // A part that fits nowhere says itself what would help.
    return [code === 'part.uneven' && clash.cheapest.kind === 'goal' ? `${message}${more}` : `${message} ${clash.advice}${more}`];
  }
  // Where the ground is to blame, and no demand: more parts of it than territories, say.
  const [first] = validate(problem, { names });
  return first === undefined || isBroken(first) ? [] : [first.message];
}
