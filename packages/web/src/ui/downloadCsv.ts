import { safeCell } from '@hexalign/api/contract';

/** One row of a CSV file, RFC 4180. A cell that a spreadsheet would run as a formula is quoted with an apostrophe. */
export function csvRow(cells: readonly (string | number)[]): string {
  return cells
    .map((cell) => {
      const text = typeof cell === 'string' ? safeCell(cell) : String(cell);
      return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    })
    .join(',');
}

/** Gives the rows to the browser as a file to keep. The mark at the front makes spreadsheets read UTF-8. */
export function downloadCsv(filename: string, rows: readonly (readonly (string | number)[])[]): void {
  downloadBlob(filename, new Blob(['\uFEFF', rows.map((row) => `${csvRow(row)}\r\n`).join('')], { type: 'text/csv;charset=utf-8' }));
}

/** Gives bytes to the browser as a file to keep. */
export function downloadBlob(filename: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = filename;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
