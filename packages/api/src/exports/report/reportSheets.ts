import { UNASSIGNED } from '@hexalign/engine';
import type { Exported } from '../exported.ts';
import { stampFields } from '../stamp.ts';
import { territoryFigures } from '../territoryFigures.ts';

/** A cell: a text that stays one, a number that counts, or nothing. */
export type ReportCell = string | number | null;

/** One sheet of a report. */
export interface ReportSheet {
  readonly name: string;
  readonly columns: readonly { readonly title: string; readonly kind: 'text' | 'count' | 'number' | 'share'; readonly width: number }[];
  readonly rows: Iterable<readonly ReportCell[]>;
}

type Reported = Pick<Exported, 'plan' | 'stamp' | 'accountNames'>;

/** Widths of columns, in characters. */
const WIDTHS = { text: 24, count: 12, number: 16, share: 14 } as const;

/** The report of a plan, sheet by sheet: what it comes to, its territories, its accounts, and what changes hands. */
export function reportSheets(exported: Reported): ReportSheet[] {
  return [summary(exported), territories(exported), ...(exported.plan.accounts ? [accounts(exported), changes(exported)] : [])];
}

function summary({ plan, stamp }: Reported): ReportSheet {
  const { certificate, accounts: table } = plan;
  const { plan_id, scenario, revision, hash, assignment_hash, date } = stampFields(stamp);
  const moved = movedAccounts(plan);
  function* rows(): Generator<ReportCell[]> {
    yield ['Plan', stamp.plan];
    yield ['Scenario', scenario];
    yield ['Revision', revision];
    yield ['Day', date];
    yield ['Plan id', plan_id];
    yield ['Hash of the document', hash];
    yield ['Hash of the assignment', assignment_hash];
    yield ['Territories', plan.territories.length];
    yield ['Units', plan.graph.ids.length];
    yield ['Units that nobody has', plan.slots.filter((slot) => slot === UNASSIGNED).length];
    if (table) yield ['Accounts', table.ids.length];
    if (moved !== null) yield ['Accounts that change hands', moved.length];
    yield ['Within tolerance', certificate.feasible ? 'yes' : 'no'];
    for (const { key, total, tolerance, deviations } of certificate.measures) {
      yield [`${key}: total`, total];
      yield [`${key}: tolerance`, tolerance];
      yield [`${key}: largest deviation`, Math.max(...deviations.map(Math.abs))];
    }
    for (const { message } of certificate.violations) yield ['Not kept', message];
  }
  return { name: 'Summary', columns: [{ title: 'What', kind: 'text', width: 30 }, { title: 'Value', kind: 'text', width: 70 }], rows: rows() };
}

function territories({ plan }: Reported): ReportSheet {
  const figures = territoryFigures(plan);
  function* rows(): Generator<ReportCell[]> {
    for (let slot = 0; slot < plan.territories.length; slot++) yield figures.map(({ values }) => values[slot]);
  }
  return { name: 'Territories', columns: figures.map(({ name, kind }) => ({ title: name, kind, width: WIDTHS[kind] })), rows: rows() };
}

function accounts({ plan, accountNames }: Reported): ReportSheet {
  const table = plan.accounts!;
  const columns = [
    ...['id', ...(accountNames ? ['name'] : []), 'territory', 'territory name', 'unit'].map((title) => ({ title, kind: 'text' as const, width: WIDTHS.text })),
    ...['lng', 'lat', ...plan.measures.map(({ key }) => key)].map((title) => ({ title, kind: 'number' as const, width: WIDTHS.number })),
    ...(table.current ? [{ title: 'today', kind: 'text' as const, width: WIDTHS.text }] : []),
  ];
  function* rows(): Generator<ReportCell[]> {
    for (let a = 0; a < table.ids.length; a++) {
      const territory = plan.territories[slotOf(plan, a)];
      yield [
        table.ids[a], ...(accountNames ? [accountNames[a]] : []), territory?.id ?? null, territory?.name ?? null, plan.graph.ids[plan.unitOfAccount![a]],
        table.lngLat[2 * a], table.lngLat[2 * a + 1], ...table.values.map((values) => values[a]), ...(table.current ? [table.current[a]] : []),
      ];
    }
  }
  return { name: 'Accounts', columns, rows: rows() };
}

function changes({ plan, accountNames }: Reported): ReportSheet {
  const table = plan.accounts!;
  const moved = movedAccounts(plan);
  const columns = [
    ...['id', ...(accountNames ? ['name'] : []), 'from', 'to'].map((title) => ({ title, kind: 'text' as const, width: WIDTHS.text })),
    ...plan.measures.map(({ key }) => ({ title: key, kind: 'number' as const, width: WIDTHS.number })),
  ];
  function* rows(): Generator<ReportCell[]> {
    if (moved === null) yield ['Nothing is known of territories of today to compare with.'];
    for (const a of moved ?? []) yield [table.ids[a], ...(accountNames ? [accountNames[a]] : []), table.current![a], plan.territories[slotOf(plan, a)]?.id ?? null, ...table.values.map((values) => values[a])];
  }
  return { name: 'Changes', columns, rows: rows() };
}

/** Positions of the accounts that another territory has than today; null where nothing is known of today. Those that nobody has today are new, not moved. */
function movedAccounts(plan: Exported['plan']): number[] | null {
  const current = plan.accounts?.current;
  if (!current) return null;
  return current.flatMap((name, a) => (name === null || name === plan.territories[slotOf(plan, a)]?.id ? [] : [a]));
}

function slotOf({ slotOfAccount, slots, unitOfAccount }: Exported['plan'], account: number): number {
  return slotOfAccount?.[account] ?? slots[unitOfAccount![account]];
}
