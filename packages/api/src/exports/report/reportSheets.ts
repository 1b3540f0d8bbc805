import { UNASSIGNED } from '@hexalign/engine';
import type { Exported } from '../exported.ts';
import { reportWords, type ReportWords } from '../reportWords.ts';
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

type Reported = Pick<Exported, 'plan' | 'stamp' | 'accountNames' | 'language'>;

/** In the summary every row is of a kind of its own: those with this in a third place are shares. */
export const SHARE = 'share';

/** Widths of columns, in characters. */
const WIDTHS = { text: 24, count: 12, number: 16, share: 14 } as const;

/** The report of a plan, sheet by sheet: what it comes to, its territories, its accounts, and what changes hands. */
export function reportSheets(exported: Reported): ReportSheet[] {
  return [summary(exported), territories(exported), ...(exported.plan.accounts ? [accounts(exported), changes(exported)] : [])];
}

function summary({ plan, stamp, language }: Reported): ReportSheet {
  const t = reportWords(language);
  const { facts } = t;
  const { certificate, accounts: table } = plan;
  const { plan_id, scenario, revision, hash, assignment_hash, date } = stampFields(stamp);
  const moved = movedAccounts(plan);
  function* rows(): Generator<ReportCell[]> {
    yield [facts.plan, stamp.plan];
    yield [facts.scenario, scenario];
    yield [facts.revision, t.tell(revision)];
    yield [facts.day, date];
    yield [facts.planId, plan_id];
    yield [facts.document, hash];
    yield [facts.assignment, assignment_hash];
    yield [facts.territories, plan.territories.length];
    yield [facts.units, plan.graph.ids.length];
    yield [facts.nobodys, plan.slots.filter((slot) => slot === UNASSIGNED).length];
    if (table) yield [facts.accounts, table.ids.length];
    if (moved !== null) yield [facts.moved, moved.length];
    yield [facts.feasible, certificate.feasible ? t.yes : t.no];
    for (const { key, total, tolerance, deviations } of certificate.measures) {
      yield [t.total(key), total];
      yield [t.tolerance(key), tolerance, SHARE];
      yield [t.largest(key), Math.max(...deviations.map(Math.abs)), SHARE];
    }
    for (const { message } of certificate.violations) yield [facts.notKept, t.tell(message)];
  }
  return { name: t.sheets.summary, columns: [{ title: t.what, kind: 'text', width: 30 }, { title: t.value, kind: 'text', width: 70 }], rows: rows() };
}

function territories({ plan, language }: Reported): ReportSheet {
  const t = reportWords(language);
  const figures = territoryFigures(plan);
  function* rows(): Generator<ReportCell[]> {
    for (let slot = 0; slot < plan.territories.length; slot++) yield figures.map(({ values }) => values[slot]);
  }
  return { name: t.sheets.territories, columns: figures.map(({ name, kind }) => ({ title: titleOf(name, t), kind, width: WIDTHS[kind] })), rows: rows() };
}

function accounts({ plan, accountNames, language }: Reported): ReportSheet {
  const t = reportWords(language);
  const table = plan.accounts!;
  const columns = [
    ...['id', ...(accountNames ? ['name'] : []), 'territory', 'territory name', 'unit'].map((title) => ({ title: titleOf(title, t), kind: 'text' as const, width: WIDTHS.text })),
    ...['lng', 'lat'].map((title) => ({ title: titleOf(title, t), kind: 'number' as const, width: WIDTHS.number })),
    ...plan.measures.map(({ key: title }) => ({ title, kind: 'number' as const, width: WIDTHS.number })),
    ...(table.current ? [{ title: titleOf('today', t), kind: 'text' as const, width: WIDTHS.text }] : []),
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
  return { name: t.sheets.accounts, columns, rows: rows() };
}

function changes({ plan, accountNames, language }: Reported): ReportSheet {
  const t = reportWords(language);
  const table = plan.accounts!;
  const moved = movedAccounts(plan);
  const columns = [
    ...['id', ...(accountNames ? ['name'] : []), 'from', 'to'].map((title) => ({ title: titleOf(title, t), kind: 'text' as const, width: WIDTHS.text })),
    ...plan.measures.map(({ key }) => ({ title: key, kind: 'number' as const, width: WIDTHS.number })),
  ];
  function* rows(): Generator<ReportCell[]> {
    if (moved === null) yield [t.nothingToday];
    for (const a of moved ?? []) yield [table.ids[a], ...(accountNames ? [accountNames[a]] : []), table.current![a], plan.territories[slotOf(plan, a)]?.id ?? null, ...table.values.map((values) => values[a])];
  }
  return { name: t.sheets.changes, columns, rows: rows() };
}

/** The heading of a column: in English the name that other files give it, too. */
function titleOf(name: string, { columns, numbers, ofTarget, toTargetOf }: ReportWords): string {
  if (numbers === 'en-US') return name;
  return columns[name] ?? (name.endsWith('_target') ? ofTarget(name.slice(0, -7)) : name.endsWith('_deviation') ? toTargetOf(name.slice(0, -10)) : name);
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
