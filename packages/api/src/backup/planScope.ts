import type { Column, Table } from './catalogue.ts';
import type { Extract } from './dump.ts';
import { quoted } from './catalogue.ts';

/** What a plan is made of: the rows of each table that go along with it. */
export interface PlanScope {
  readonly extracts: readonly Extract[];
  /** Tables whose rows cannot stand without something that stays behind. */
  readonly leftBehind: readonly string[];
}

/** What happens to a plan rather than what it is. */
const NOT_PART = ['import_schedules', 'imports', 'jobs', 'job_points', 'alerts', 'checks', 'plan_events', 'plan_streams', 'publish_targets', 'publications', 'whatif_batches', 'whatif_points'];

/**
 * The rows of one plan: itself, its accounts file, its units, its scenarios with their whole history, and whatever else
 * points to these. Pointers to what stays behind are emptied.
 *
 * @param planId a uuid, checked by the caller
 */
export function planScope(tables: readonly Table[], planId: string): PlanScope {
  const plans = `select id from plans where id = '${planId}'`;
  const scenarios = `select id from scenarios where plan_id = '${planId}'`;
  const datasets = `select dataset_id from plans where id = '${planId}'`;
  // Measures that were summed anew: every set of units that the histories speak of.
  const used = (side: 'from' | 'to'): string => `select (body -> '${side}' ->> 'unitsId')::uuid from edits where type = 'measures' and scenario_id in (${scenarios})`;
  const unitSets = `select unit_set_id from plans where id = '${planId}' union select unit_set_id from scenarios where plan_id = '${planId}' union ${used('from')} union ${used('to')}`;
  const filters: readonly (readonly [column: string, ids: string])[] = [['plan_id', plans], ['scenario_id', scenarios], ['dataset_id', datasets], ['unit_set_id', unitSets]];
  const heads: Readonly<Record<string, string>> = { plans, scenarios, datasets, unit_sets: unitSets };

  const wheres = new Map<string, string>();
  for (const { name, columns } of tables) {
    const [schema, own] = name.split('.');
    if (schema !== 'public' || NOT_PART.includes(own)) continue;
    const [column, ids] = own in heads ? ['id', heads[own]] : filters.find(([key]) => columns.some((c) => c.name === key)) ?? [null, ''];
    if (column !== null) wheres.set(name, `${column} in (${ids})`);
  }
  const extracts: Extract[] = [];
  const leftBehind: string[] = [];
  for (const { name, columns } of tables) {
    const where = wheres.get(name);
    if (where === undefined) continue;
    const taken = columns.filter(({ identity }) => !identity);
    if (taken.some((column) => staysBehind(column, name, wheres) && column.notNull)) {
      wheres.delete(name);
      leftBehind.push(name);
      continue;
    }
    const select = taken.map((column) => (column.name === 'workspace_id' || column.pointsTo === null || column.notNull ? quoted(column.name) : kept(column, wheres)));
    const order = columns.find(({ identity }) => identity);
    extracts.push({ table: name, columns: taken.map((column) => column.name), query: `select ${select.join(', ')} from ${quoted(name)} where ${where}${order ? ` order by ${quoted(order.name)}` : ''}` });
  }
  return { extracts, leftBehind };
}

function staysBehind({ name, pointsTo }: Column, own: string, wheres: ReadonlyMap<string, string>): boolean {
  return pointsTo !== null && name !== 'workspace_id' && pointsTo !== own && !wheres.has(pointsTo);
}

/** A pointer that may be empty, emptied where what it points to does not come along. */
function kept({ name, pointsTo }: Column, wheres: ReadonlyMap<string, string>): string {
  const where = wheres.get(pointsTo!);
  return where === undefined ? `null as ${quoted(name)}` : `case when ${quoted(name)} in (select id from ${quoted(pointsTo!)} where ${where}) then ${quoted(name)} end as ${quoted(name)}`;
}
