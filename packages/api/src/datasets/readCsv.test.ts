import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from './readCsv.ts';

async function* pieces(bytes: Uint8Array, size = bytes.length || 1): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

async function read(content: string | Uint8Array, size?: number) {
  const table = await readCsv(pieces(typeof content === 'string' ? Buffer.from(content) : content, size));
  const rows = [];
  for await (const row of table.rows) rows.push(row);
  return { ...table, rows };
}

const code = (content: string | Uint8Array) => read(content).then(() => 'read', (error: { code?: string }) => error.code);

describe('readCsv', () => {
  it('numbers rows as a spreadsheet shows them, blank lines and quoted line breaks included', async () => {
    const { header, rows } = await read('id,name\n1,"two\nlines"\n\n2,b\n');
    expect(header).toEqual(['id', 'name']);
    expect(rows).toEqual([{ row: 2, fields: ['1', 'two\nlines'] }, { row: 4, fields: ['2', 'b'] }]);
  });

  it.each([[','], [';'], ['\t'], ['|']])('finds the delimiter %j', async (delimiter) => {
    const { dialect, header } = await read(`id${delimiter}note${delimiter}v\n1${delimiter}"a, b; c"${delimiter}3\n`);
    expect(dialect.delimiter).toBe(delimiter);
    expect(header).toHaveLength(3);
  });

  it('finds the decimal comma of a semicolon file, and the decimal dot of one that groups thousands', async () => {
    expect((await read('id;lat;lng;v\n1;48,137;11,57;1.234,5\n')).dialect).toMatchObject({ delimiter: ';', decimal: ',' });
    expect((await read('id,lat,v\n1,48.13741,"1,234.50"\n')).dialect).toMatchObject({ delimiter: ',', decimal: '.' });
  });

  it('reads UTF-8 with and without mark, UTF-16 of both orders, and Windows-1252', async () => {
    const text = 'id,name\n1,Zürich\n';
    const le = Buffer.from(`\ufeff${text}`, 'utf16le');
    for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`), le, le.subarray(2), Buffer.from(le).swap16(), Buffer.from(text, 'latin1')]) {
      const { header, rows } = await read(bytes, 7);
      expect(header).toEqual(['id', 'name']);
      expect(rows[0].fields[1]).toBe('Zürich');
    }
  });

  it('notices Windows-1252 also when its first letter beyond ASCII comes late', async () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => `${i},plain`).join('\n');
    const { rows } = await read(Buffer.from(`id,name\n${lines}\n20000,Zürich\n`, 'latin1'), 65_536);
    expect(rows.at(-1)?.fields[1]).toBe('Zürich');
  });

  it('names repeated and empty columns apart', async () => {
    const { header, notes } = await read('id,beds,beds,\n1,2,3,4\n');
    expect(header).toEqual(['id', 'beds', 'beds (2)', 'column 4']);
    expect(notes).toHaveLength(1);
  });

  it('hands ragged rows on as they are, and skips the line a spreadsheet writes for itself', async () => {
    const { header, rows } = await read('sep=;\r\nid;v\r\n1\r\n2;3;4\r\n');
    expect(header).toEqual(['id', 'v']);
    expect(rows).toEqual([{ row: 3, fields: ['1'] }, { row: 4, fields: ['2', '3', '4'] }]);
  });

  it('reads any mix of line ends', async () => {
    expect((await read('id,v\r\n1,2\n3,4\r5,6')).rows.map(({ fields }) => fields[1])).toEqual(['2', '4', '6']);
  });

  it('refuses what is no table, each with a code of its own', async () => {
    expect(await code('')).toBe('csv.empty');
    expect(await code('\n \n')).toBe('csv.empty');
    expect(await code(Buffer.from([1, 2, 0, 3, 0, 0, 7]))).toBe('csv.other_format');
    expect(await code('PK\u0003\u0004whatever')).toBe('csv.other_format');
    expect(await code('{"a": 1}')).toBe('csv.other_format');
    expect(await code('<!doctype html><html></html>')).toBe('csv.other_format');
    expect(await code(`id,v\n1,"${'x'.repeat(1_200_000)}`)).toBe('csv.record_too_long');
    expect(await code('id,v\n1,"open\n2,3\n')).toBe('csv.quote_open');
  });

  it('gives back what was written, whatever the chunks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.stringMatching(/^[^\0\ufeff]{1,12}$/), fc.stringMatching(/^[a-zé;"\n,]{0,9}$/)), { minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 40 }), async (values, size) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const content = `\ufeffkey,é\n${values.map((fields) => fields.map(quoted).join(',')).join('\n')}\n`;
        const { rows } = await read(content, size);
        expect(rows.map(({ fields }) => fields)).toEqual(values);
      }),
      { numRuns: 60 },
    );
  });
});
