import type { Mapping } from '@hexalign/api/contract';
import { measureField, NO_FIELD, withField, type ListDraft } from './listDraft.ts';

/** Column of a measure that counts accounts. */
export const COUNT_COLUMN = '1';

/**
 * Fits the mapping of an accounts list to a plan: its measures are the plan's own, since no others are summed there, and columns that
 * the plan was made from are read as they were then.
 *
 * @param remembered a list of this layout was read before: what columns are stays as it was then, but for the measures
 */
export function draftForPlan(draft: ListDraft, plan: Pick<Mapping, 'id' | 'name' | 'place' | 'current' | 'where' | 'missing' | 'measures'>, remembered: boolean): ListDraft {
  const has = (column: string): boolean => draft.fields[column] !== undefined;
  let made = draft;
  if (!remembered) {
    const { place } = plan;
    const columns: [string, string | null][] = [['id', plan.id], ['name', plan.name], ['current', plan.current], ...(place.kind === 'lngLat' ? ([['lat', place.lat], ['lng', place.lng]] as [string, string][]) : ([['postal', place.postal], ['country', place.country]] as [string, string | null][]))];
    for (const [field, column] of columns) if (column !== null && has(column)) made = withField(made, column, field);
    made = { ...made, where: plan.where.filter(({ column }) => has(column)), missing: plan.missing };
  }
  const wanted = plan.measures.filter(({ column }) => column !== COUNT_COLUMN);
  const columnsOfMeasures = Object.keys(made.fields).filter((column) => made.fields[column].startsWith('measure:'));
  const taken = new Map<string, string>();
  const take = (column: string | undefined, field: string): boolean => {
    if (column === undefined || taken.has(column)) return false;
    taken.set(column, field);
    return true;
  };
  const rest = wanted.filter(({ name, column, unit }) => {
    const field = measureField(unit, name);
    const free = (one: string): boolean => made.fields[one] === NO_FIELD || made.fields[one].startsWith('measure:');
    const named = columnsOfMeasures.find((one) => made.names[one] === name) ?? Object.keys(made.fields).find((one) => free(one) && one.toLowerCase() === name.toLowerCase());
    return !take(has(column) && free(column) ? column : undefined, field) && !take(named, field);
  });
  // The only column of money in a list is the plan's money, whatever its name.
  for (const { name, unit } of rest) take(columnsOfMeasures.find((column) => !taken.has(column) && made.fields[column] === measureField(unit)), measureField(unit, name));
  const fields = { ...made.fields };
  for (const column of columnsOfMeasures) fields[column] = NO_FIELD;
  for (const [column, field] of taken) fields[column] = field;
  return { ...made, fields, otherMeasures: plan.measures.filter(({ column }) => column === COUNT_COLUMN), untouched: new Set(Object.keys(fields).filter((column) => fields[column] !== NO_FIELD)) };
}
