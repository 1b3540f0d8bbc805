import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from './readCsv.ts';

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

async function read(bytes: Uint8Array, size = 1 << 16) {
  const table = await readCsv(pieces(bytes, size));
  const rows = [];
  for await (const row of table.rows) rows.push(row);
  return { ...table, rows };
}

describe('where a table begins', () => {
  it('passes over a title and an empty line; rows keep their numbers', async () => {
    const { header, rows, notes, dialect } = await read(Buffer.from('Accounts of the north;;\nas of 2026-11-26;;\n\nid;lat;lng\n1;48,5;11,5\n2;48,6;11,6\n'));
    expect(header).toEqual(['id', 'lat', 'lng']);
    expect(dialect).toMatchObject({ delimiter: ';', decimal: ',' });
    expect(rows.map(({ row }) => row)).toEqual([5, 6]);
    expect(notes).toEqual(['2 lines above the table were passed over; it begins in row 4.']);
  });

  it('finds a title without delimiters', async () => {
    const { header, rows } = await read(Buffer.from('Accounts of the north\nid\tlat\tlng\nx\t1\t2\ny\t3\t4\n'));
    expect(header).toEqual(['id', 'lat', 'lng']);
    expect(rows.map(({ fields }) => fields)).toEqual([['x', '1', '2'], ['y', '3', '4']]);
  });

  it('takes the first line for data where there is no header', async () => {
    const { header, rows, notes } = await read(Buffer.from('A1,48.5,11.5\nA2,48.6,11.6\n'));
    expect(header).toEqual(['column 1', 'column 2', 'column 3']);
    expect(rows.map(({ row, fields }) => [row, ...fields])).toEqual([[1, 'A1', '48.5', '11.5'], [2, 'A2', '48.6', '11.6']]);
    expect(notes).toEqual(['There is no header line; columns are called by their position.']);
  });

  it('lets columns be called by years', async () => {
    expect((await read(Buffer.from('id,name,2024,2025\na,b,1,2\n'))).header).toEqual(['id', 'name', '2024', '2025']);
  });

  it('gives back any table, whatever its delimiter, quotes, encoding, line ends and pieces', async () => {
    const encode: Record<string, (text: string) => Uint8Array> = {
      'utf-8': (text) => Buffer.from(text),
      'utf-8 with mark': (text) => Buffer.from(`\ufeff${text}`),
      'utf-16le': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
      'utf-16le without mark': (text) => Buffer.from(text, 'utf16le'),
      'utf-16be': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
      'windows-1252': (text) => Buffer.from(text, 'latin1'),
    };
    const cell = fc.stringMatching(/^[a-zA-Z0-9éüßÑ ;,|\t"'.\n-]{0,10}$/);
    const shape = fc.integer({ min: 2, max: 6 }).chain((width) => fc.record({
      rows: fc.array(fc.array(cell, { minLength: width - 1, maxLength: width - 1 }), { minLength: 3, maxLength: 12 }),
      delimiter: fc.constantFrom(',', ';', '\t', '|'), encoding: fc.constantFrom(...Object.keys(encode)), lineEnd: fc.constantFrom('\n', '\r\n'), always: fc.boolean(), size: fc.integer({ min: 1, max: 64 }),
    }));
    await fc.assert(fc.asyncProperty(shape, async ({ rows, delimiter, encoding, lineEnd, always, size }) => {
      const quoted = (text: string): string => (always || /[";,|\t\r\n']/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text);
      const width = rows[0].length + 1;
      const names = Array.from({ length: width }, (_, i) => `naïve ${'abcdef'[i]}`);
      const table = rows.map((fields, i) => [`00${i}é`, ...fields]);
      const text = [names, ...table].map((fields) => fields.map(quoted).join(delimiter)).join(lineEnd) + lineEnd;
      const { header, rows: found } = await read(encode[encoding](text), size);
      expect(header).toEqual(names);
      expect(found.map(({ fields }) => fields)).toEqual(table);
    }), { numRuns: 200 });
  });
});
