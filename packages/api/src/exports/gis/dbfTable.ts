/** A column of a dBASE table. */
export interface DbfColumn {
  /** At most ten ASCII characters. */
  readonly name: string;
  readonly kind: 'text' | 'count' | 'number';
  readonly values: readonly (string | number)[];
}

const MOST_TEXT_BYTES = 254;
const NUMBER_WIDTH = 20;
const MOST_DECIMALS = 8;

/** A dBASE III table in UTF-8. Texts longer than 254 bytes end at the last whole character; numbers keep every digit that fits into 20 places. */
export function dbfTable(columns: readonly DbfColumn[]): Uint8Array {
  const rows = columns[0]?.values.length ?? 0;
  const cells = columns.map(({ kind, values }) => values.map((value) => (kind === 'text' ? textBytes(String(value)) : Buffer.from(numberText(Number(value), kind), 'ascii'))));
  const widths = cells.map((column) => Math.max(1, ...column.map(({ length }) => length)));
  const decimals = columns.map(({ kind }, c) => (kind === 'number' ? Math.max(0, ...cells[c].map((cell) => decimalsIn(cell.toString('ascii')))) : 0));
  const headerLength = 32 + 32 * columns.length + 1;
  const recordLength = 1 + widths.reduce((sum, width) => sum + width, 0);
  const file = Buffer.alloc(headerLength + rows * recordLength + 1, 0x20);
  file.fill(0, 0, headerLength);
  file[0] = 0x03;
  // A day that is always the same: the plan is dated by its stamp.
  file.set([80, 1, 1], 1);
  file.writeUInt32LE(rows, 4);
  file.writeUInt16LE(headerLength, 8);
  file.writeUInt16LE(recordLength, 10);
  columns.forEach(({ name, kind }, c) => {
    const at = 32 + 32 * c;
    file.write(name, at, 10, 'ascii');
    file.write(kind === 'text' ? 'C' : 'N', at + 11, 'ascii');
    file[at + 16] = widths[c];
    file[at + 17] = decimals[c];
  });
  file[headerLength - 1] = 0x0d;
  for (let row = 0; row < rows; row++) {
    let at = headerLength + row * recordLength + 1;
    for (let c = 0; c < columns.length; c++) {
      const cell = cells[c][row];
      file.set(cell, columns[c].kind === 'text' ? at : at + widths[c] - cell.length);
      at += widths[c];
    }
  }
  file[file.length - 1] = 0x1a;
  return file;
}

function textBytes(text: string): Buffer {
  const bytes = Buffer.from(text.replace(/[\0\r\n\t]/g, ' '), 'utf8');
  if (bytes.length <= MOST_TEXT_BYTES) return bytes;
  let end = MOST_TEXT_BYTES;
  while ((bytes[end] & 0xc0) === 0x80) end--;
  return bytes.subarray(0, end);
}

function numberText(value: number, kind: DbfColumn['kind']): string {
  for (let decimals = kind === 'count' ? 0 : MOST_DECIMALS; decimals >= 0; decimals--) {
    const text = value.toFixed(decimals);
    const short = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
    if (short.length <= NUMBER_WIDTH && !short.includes('e')) return short === '-0' ? '0' : short;
  }
  return value.toExponential(10);
}

function decimalsIn(text: string): number {
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
}
