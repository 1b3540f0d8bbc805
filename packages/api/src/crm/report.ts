import { createHash } from 'node:crypto';
import { outcomes, type Batch } from './push.ts';
import type { CrmChanges, CrmProblem, CrmStep } from './step.ts';

/** What is told of a publication beside its rows. */
export interface PublicationReport {
  readonly steps: readonly { readonly name: string; readonly table: string; readonly operation: CrmStep['operation']; readonly rows: number; readonly done: number; readonly refused: number; readonly tries: number; readonly held: boolean }[];
  readonly problemCounts: Readonly<Record<string, number>>;
  readonly problems: readonly CrmProblem[];
  readonly refused: readonly { readonly step: string; readonly subject: string; readonly code: string; readonly message: string }[];
  readonly differs: number | null;
  readonly error: { readonly code: string; readonly message: string } | null;
}

export const EMPTY_REPORT: PublicationReport = { steps: [], problemCounts: {}, problems: [], refused: [], differs: null, error: null };

/** Told whole at most. */
const MOST_TOLD = 1000;

/** What is planned. */
export function plannedReport({ steps, problems }: Pick<CrmChanges, 'steps' | 'problems'>): PublicationReport {
  const problemCounts: Record<string, number> = {};
  for (const { code } of problems) problemCounts[code] = (problemCounts[code] ?? 0) + 1;
  // What stops comes first, so that it is told however much else there is.
  const told = [...problems.filter(({ stops }) => stops), ...problems.filter(({ stops }) => !stops)].slice(0, MOST_TOLD);
  return { ...EMPTY_REPORT, steps: steps.map(({ name, table, operation, rows }) => ({ name, table, operation, rows: rows.length, done: 0, refused: 0, tries: 0, held: false })), problemCounts, problems: told };
}

/** What came of it, beside what was planned. */
export function pushedReport(planned: PublicationReport, batches: readonly Batch[], held: readonly string[], differs: number | null): PublicationReport {
  const ended = outcomes(batches);
  const steps = planned.steps.map((step) => {
    const own = ended.filter((one) => one.step.name === step.name);
    return { ...step, done: own.filter(({ result }) => result.error === null).length, refused: own.filter(({ result }) => result.error !== null).length, tries: own.reduce((most, { tries }) => Math.max(most, tries), 0), held: held.includes(step.name) };
  });
  const refused = ended.flatMap(({ step, row, result }) => (result.error === null ? [] : [{ step: step.name, subject: row.id ?? subjectOf(step, row.values), code: result.error.code, message: result.error.message }]));
  return { ...planned, steps, refused: refused.slice(0, MOST_TOLD), differs };
}

/** Of the steps with their rows, in whatever order a system told them: two dry runs with one hash would write the same. */
export function hashOfSteps(steps: readonly CrmStep[]): string {
  return createHash('sha256').update(JSON.stringify(steps.map(({ name, table, operation, rows }) => [name, table, operation, rows.map((row) => JSON.stringify([row.id, row.values, row.before])).sort()]))).digest('hex');
}

function subjectOf({ columns, key }: Pick<CrmStep, 'columns' | 'key'>, values: Readonly<Record<string, string>>): string {
  return key === null ? columns.slice(0, 2).map((column) => values[column] ?? '').join(' ') : (values[key] ?? '');
}
