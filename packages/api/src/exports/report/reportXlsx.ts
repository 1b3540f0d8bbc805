import writeXlsxFile, { type Cell, type Sheet } from 'write-excel-file/node';
import type { Exported } from '../exported.ts';
import { reportSheets, SHARE, type ReportCell, type ReportSheet } from './reportSheets.ts';

/** Rows and characters of a cell that Excel takes. */
const MOST_ROWS = 1_048_576;
const MOST_CHARACTERS = 32_767;
const FORMATS = { text: undefined, count: '#,##0', number: '#,##0.######', share: '0.0%' } as const;

/** The report as a workbook: numbers are numbers, ids and names are texts whatever they look like, headings stay in view. */
export async function reportXlsx(exported: Pick<Exported, 'plan' | 'stamp' | 'accountNames' | 'language'>): Promise<Uint8Array> {
  const sheets = reportSheets(exported).flatMap((sheet) => [...divided(sheet)]);
  return new Uint8Array(await writeXlsxFile(sheets).toBuffer());
}

/** A sheet, in several where it has more rows than one holds. */
function* divided({ name, columns, rows }: ReportSheet): Generator<Sheet<never>> {
  const header: Cell[] = columns.map(({ title, kind }) => ({ value: title, type: String, fontWeight: 'bold', backgroundColor: '#e9edf2', align: kind === 'text' ? 'left' : 'right' }));
  let data: Cell[][] = [header];
  let part = 1;
  const sheet = (): Sheet<never> => ({ data, sheet: part === 1 ? name : `${name} ${part}`, columns: columns.map(({ width }) => ({ width })), stickyRowsCount: 1, stickyColumnsCount: 1 });
  for (const row of rows) {
    if (data.length === MOST_ROWS) {
      yield sheet();
      data = [header];
      part++;
    }
    data.push(columns.map(({ kind }, c) => cellOf(row[c] ?? null, kind, row.length > columns.length && row[columns.length] === SHARE)));
  }
  yield sheet();
}

function cellOf(value: ReportCell, kind: ReportSheet['columns'][number]['kind'], share: boolean): Cell {
  if (value === null || value === '') return null;
  if (typeof value === 'string') return { value: value.slice(0, MOST_CHARACTERS), type: String };
  // In the summary every row is of a kind of its own.
  const format = kind !== 'text' ? FORMATS[kind] : share ? FORMATS.share : FORMATS.number;
  return { value, type: Number, format, align: 'right' };
}
