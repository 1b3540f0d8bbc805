import { numberText, tidy } from '../exports/csvLine.ts';
import type { Amounts, PlanDifference } from './planDifference.ts';

/** Rows of a table that are shown; the JSON has all. */
const MOST_ROWS = 40;
const MOST_SETTING = 60;

interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A difference for people: as text with aligned columns, or as Markdown for a comment. */
export function differenceText(difference: PlanDifference, markdown: boolean): string {
  const { same, accounts, units, moved, of, measures, hashes } = difference;
  if (same) return markdown ? '**The plans are the same.**\n' : 'The plans are the same.\n';
  const share = (part: number, whole: number): string => (whole > 0 ? ` (${((100 * part) / whole).toFixed(1)} %)` : '');
  const facts = [
    `${accounts.moved} of ${accounts.of} accounts move${share(accounts.moved, accounts.of)}`,
    ...measures.map((name, m) => `${amount(moved.values[m])} of ${amount(of.values[m])} ${name}${share(moved.values[m], of.values[m])}`),
    ...(accounts.new + accounts.gone > 0 ? [`${accounts.new} accounts are new, ${accounts.gone} are gone`] : []),
    `${units.moved} of ${units.of} units move${units.new + units.gone > 0 ? `; ${units.new} are new, ${units.gone} are gone` : ''}`,
  ];
  const tables = [
    { title: 'Territories', head: ['territory', 'accounts', ...measures], rows: difference.territories.map(({ id, before, after }) => [id || 'nobody', ...changed(before, after, measures.length)]) },
    { title: 'From and to', head: ['from', 'to', 'accounts', ...measures], rows: difference.flows.map(({ from, to, amounts }) => [from || 'nobody', to || 'nobody', String(amounts.accounts), ...amounts.values.map(amount)]) },
    { title: 'Settings', head: ['setting', 'before', 'after'], rows: difference.settings.map(({ name, before, after }) => [name, short(before), short(after)]) },
  ].filter(({ rows }) => rows.length > 0).map((table) => ({ ...table, rows: table.rows.map((row) => row.map((cell) => cell.replace(/\p{Cc}/gu, ' '))) }));
  if (markdown) return `${[`**${facts[0]}**`, ...facts.slice(1).map((fact) => `- ${fact}`), `- \`${hashes[0].slice(0, 12)}\` to \`${hashes[1].slice(0, 12)}\``].join('\n')}\n${tables.map(markdownTable).join('')}`;
  return `${facts.join('\n')}\n${hashes[0].slice(0, 12)} -> ${hashes[1].slice(0, 12)}\n${tables.map(plainTable).join('')}`;
}

function changed(before: Amounts | null, after: Amounts | null, measures: number): string[] {
  if (before === null) return ['new', ...Array.from({ length: measures }, (_, m) => amount(after!.values[m]))];
  if (after === null) return ['gone', ...Array.from({ length: measures }, (_, m) => `-${amount(before.values[m])}`)];
  const pair = (a: number, b: number): string => (tidy(a) === tidy(b) ? amount(b) : `${amount(a)} -> ${amount(b)}`);
  return [pair(before.accounts, after.accounts), ...after.values.map((value, m) => pair(before.values[m], value))];
}

function amount(value: number): string {
  return numberText(Number(value.toPrecision(8)));
}

function short(text: string): string {
  return text.length <= MOST_SETTING ? text : `${text.slice(0, MOST_SETTING)}...`;
}

function plainTable({ title, head, rows }: Table): string {
  const shown = [head, ...rows.slice(0, MOST_ROWS)];
  const widths = head.map((_, c) => Math.max(...shown.map((row) => row[c].length)));
  const lines = shown.map((row) => `  ${row.map((cell, c) => cell.padEnd(widths[c])).join('  ').trimEnd()}`);
  return `\n${title}\n${lines.join('\n')}\n${more(rows)}`;
}

function markdownTable({ title, head, rows }: Table): string {
  const cell = (text: string): string => text.replace(/[\\|`<>]/g, '\\$&').replace(/\s+/g, ' ');
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return `\n#### ${title}\n\n${[line(head), `|${head.map(() => '---').join('|')}|`, ...rows.slice(0, MOST_ROWS).map(line)].join('\n')}\n${more(rows)}`;
}

function more(rows: readonly unknown[]): string {
  return rows.length > MOST_ROWS ? `  ... and ${rows.length - MOST_ROWS} more\n` : '';
}
