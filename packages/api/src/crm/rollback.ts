import { outcomes, type Batch } from './push.ts';
import { groupedByColumns, type CrmRow, type CrmStep } from './step.ts';

/**
 * What takes a push back: steps in the reverse order, each the opposite of what went through. Records that were made are
 * deleted, changed ones get their values back, deleted ones are made again. Rows that were refused need nothing.
 */
export function rollbackSteps(batches: readonly Batch[]): CrmStep[] {
  const byStep = new Map<string, { step: CrmStep; done: { row: CrmRow; id: string; created: boolean }[] }>();
  for (const { step, row, result } of outcomes(batches)) {
    if (result.error !== null) continue;
    const id = result.id ?? row.id;
    if (id === null) continue;
    const entry = byStep.get(step.name) ?? { step, done: [] };
    entry.done.push({ row, id, created: step.operation === 'insert' || (step.operation === 'upsert' && result.created) });
    byStep.set(step.name, entry);
  }
  return [...byStep.values()].reverse().flatMap(({ step, done }) => opposite(step, done)).map((step, i) => ({ ...step, name: `${String(i + 1).padStart(2, '0')}-${step.name}` }));
}

function opposite({ name, table, idColumn, operation }: CrmStep, done: readonly { readonly row: CrmRow; readonly id: string; readonly created: boolean }[]): CrmStep[] {
  const common = { table, idColumn, key: null, prose: [] };
  const base = name.replace(/^\d+-/, '');
  if (operation === 'delete') {
    return groupedByColumns(done.map(({ row }) => row.before ?? {}), (values) => Object.keys(values)).map(({ columns, rows }) => ({ ...common, name: `${base}-again`, operation: 'insert', columns, rows: rows.map((values) => ({ values, id: null, before: null })) }));
  }
  const made = done.filter(({ created }) => created).map(({ id, row }): CrmRow => ({ values: { [idColumn]: id }, id, before: row.values }));
  const changed = done.filter(({ created, row }) => !created && row.before !== null && Object.keys(row.before).length > 0).map(({ id, row }): CrmRow => {
    const cleared = Object.keys(row.before!).filter((column) => row.before![column] === '');
    return { values: { [idColumn]: id, ...row.before }, id, before: null, ...(cleared.length > 0 ? { cleared } : {}) };
  });
  return [
    ...groupedByColumns(changed, ({ values }) => Object.keys(values)).map(({ columns, rows }, i) => ({ ...common, name: `${base}-back${i === 0 ? '' : `-${i + 1}`}`, operation: 'update' as const, columns, rows })),
    ...(made.length === 0 ? [] : [{ ...common, name: `${base}-away`, operation: 'delete' as const, columns: [idColumn], rows: made }]),
  ];
}
