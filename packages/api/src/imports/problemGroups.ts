import type { ImportProblem, ProblemGroup } from '../../contract/imports.ts';

const EXAMPLES = 5;

/** Problems by what repairs them: counted to the last one, with a few examples each. */
export class ProblemGroups {
  private readonly groups = new Map<string, ProblemGroup>();

  /** @param kept the row is in all the same */
  add(problem: ImportProblem, kept: boolean): void {
    const key = `${problem.code} ${kept} ${problem.column}`;
    let group = this.groups.get(key);
    if (group === undefined) this.groups.set(key, (group = { column: problem.column, code: problem.code, count: 0, expected: problem.expected, kept, examples: [] }));
    group.count++;
    if (group.examples.length < EXAMPLES && !group.examples.some(({ found }) => found === problem.found)) group.examples.push(problem);
  }

  /** Most frequent first. */
  list(): ProblemGroup[] {
    return [...this.groups.values()].sort((a, b) => b.count - a.count);
  }
}
