import type { Row } from './row.ts';

/** The rows as Markdown tables, one per topic and size, each with the ratio to our own way. */
export function tables(rows: readonly Row[]): string {
  const groups = Map.groupBy(rows, (row) => `${row.topic}, ${row.size} (${row.units.toLocaleString('en-US')} units)`);
  return [...groups].map(([title, group]) => `### ${title}\n\n${table(group)}`).join('\n\n');
}

function table(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row.quality)))];
  const own = rows.find((row) => row.own);
  const lines = rows.map((row) => [
    row.own ? `**${row.way}**` : row.way,
    seconds(row.cpuSeconds),
    seconds(row.wallSeconds),
    own && !row.own && own.cpuSeconds > 0 ? `${(row.cpuSeconds / own.cpuSeconds).toPrecision(2)} x` : '',
    ...columns.map((column) => String(row.quality[column] ?? '')),
  ]);
  const header = ['way', 'CPU s', 'wall s', 'CPU against ours', ...columns];
  return [header, header.map((_, i) => (i === 0 ? '---' : '--:')), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function seconds(value: number): string {
  return value < 0.1 ? value.toFixed(4) : value < 10 ? value.toFixed(2) : value.toFixed(1);
}
