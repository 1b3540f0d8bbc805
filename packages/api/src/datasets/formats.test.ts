import { parquetWriteBuffer } from 'hyparquet-writer';
import writeXlsx from 'write-excel-file/node';
import { zipSync } from 'fflate';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { FORMAT_BYTES, formatOf, LIMITS, refuseLarge, type Format } from './formats.ts';
import { digits } from './tableText.ts';
import { openTableText, toTable } from './toTable.ts';

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

async function read(bytes: Uint8Array<ArrayBuffer>, expected: Exclude<Format, 'csv'>) {
  expect(formatOf(bytes.subarray(0, FORMAT_BYTES))).toBe(expected);
  const { parts, notes } = await toTable(expected, bytes);
  const table = await openTableText(expected, Readable.from(parts));
  const rows = [];
  for await (const { row, fields } of table.rows) rows.push([row, ...fields]);
  return { header: table.header, rows, notes: [...notes, ...table.notes] };
}

const workbook = async (rows: readonly (readonly (string | number | boolean | Date | null)[])[]): Promise<Uint8Array<ArrayBuffer>> => {
  const data = rows.map((row) => row.map((value) => (value === null ? null : value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd' } : { value, type: typeof value === 'number' ? Number : typeof value === 'boolean' ? Boolean : String })));
  return new Uint8Array(await writeXlsx(data as never).toBuffer());
};

describe('files that are read whole', () => {
  it('reads a workbook: zeros in front, long ids, accents, fractions, dates, gaps; rows keep their numbers', async () => {
    const bytes = await workbook([
      ['Export of accounts', null, null, null, null],
      [null, null, null, null, null],
      ['ID', 'Name', 'ZIP', 'Revenue', 'Since'],
      ['00017', 'Žižkov ß "quoted", comma', '02139', 0.1 + 0.2, new Date('2026-03-01T00:00:00Z')],
      [null, null, null, null, null],
      ['900719925474099312345', 'plain', '2139', 12345678901, null],
    ]);
    const { header, rows, notes } = await read(bytes, 'xlsx');
    expect(header).toEqual(['ID', 'Name', 'ZIP', 'Revenue', 'Since']);
    expect(rows).toEqual([
      [4, '00017', 'Žižkov ß "quoted", comma', '02139', '0.3', '2026-03-01'],
      [6, '900719925474099312345', 'plain', '2139', '12345678901', ''],
    ]);
    expect(notes).toEqual(['A line above the table was passed over; it begins in row 3.']);
  });

  it('reads GeoJSON: points, ids of features, ids of many digits, properties that not all have', async () => {
    const text = '{"type":"FeatureCollection","features":[' +
      '{"type":"Feature","id":"007","properties":{"name":"Øst","crm":12345678901234567890},"geometry":{"type":"Point","coordinates":[10.5,59.25]}},' +
      '{"type":"Feature","id":8,"properties":{"beds":3,"tags":["a"]},"geometry":null}]}';
    const { header, rows } = await read(bytesOf(text), 'geojson');
    expect(header).toEqual(['id', 'name', 'crm', 'beds', 'tags', 'longitude', 'latitude']);
    expect(rows).toEqual([[2, '007', 'Øst', '12345678901234567890', '', '', '10.5', '59.25'], [3, '8', '', '', '3', '["a"]', '', '']]);
  });

  it('keeps outlines as they are', async () => {
    const outline = { type: 'Polygon', coordinates: [[[0, 0], [1, 0], [1, 1], [0, 0]]] };
    const { header, rows } = await read(bytesOf(JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: { code: '01' }, geometry: outline }] })), 'geojson');
    expect(header).toEqual(['code', 'geometry']);
    expect(JSON.parse(rows[0][2] as string)).toEqual(outline);
  });

  it('reads Parquet: texts, 64-bit ids, missing values, several groups of rows', async () => {
    const buffer = parquetWriteBuffer({
      columnData: [
        { name: 'id', data: [9007199254740993n, 2n, 3n], type: 'INT64' },
        { name: 'name', data: ['Ärzte', null, '007'], type: 'STRING' },
        { name: 'beds', data: [1.5, 2, null], type: 'DOUBLE' },
      ],
      rowGroupSize: 2,
    });
    const { header, rows } = await read(new Uint8Array(buffer), 'parquet');
    expect(header).toEqual(['id', 'name', 'beds']);
    expect(rows).toEqual([[2, '9007199254740993', 'Ärzte', '1.5'], [3, '2', '', '2'], [4, '3', '007', '']]);
  });

  it('names the sheets that it did not read', async () => {
    const bytes = new Uint8Array(await writeXlsx([
      { data: [[{ value: 'Read me first' }]], sheet: 'Cover' },
      { data: [[{ value: 'id' }, { value: 'v' }], [{ value: 'a' }, { value: 1, type: Number }]], sheet: 'Accounts' },
    ] as never).toBuffer());
    const { rows, notes } = await read(bytes, 'xlsx');
    expect(rows).toEqual([[2, 'a', '1']]);
    expect(notes[0]).toBe('The workbook has 2 sheets; "Accounts" was read, "Cover" was not.');
  });

  it.each([
    ['xlsx', zipSync({ '[Content_Types].xml': bytesOf('<Types/>') }), 'table.broken'],
    ['parquet', bytesOf('PAR1 and nothing of the kind PAR1'), 'table.broken'],
    ['geojson', bytesOf('{"type":"FeatureCollection","features":[{"type":"Fea'), 'table.broken'],
    ['geojson', bytesOf('{"type":"Topology","objects":{}}'), 'table.no_features'],
    ['geojson', Uint8Array.from([...bytesOf('{"type":"Feature","name":"'), 0xff, 0xfe, 0x22, 0x7d]), 'table.broken'],
  ] as const)('says what is wrong with a broken %s', async (format, bytes, code) => {
    await expect(toTable(format, new Uint8Array(bytes))).rejects.toMatchObject({ code, fault: { expected: expect.any(String) as string, repair: expect.any(String) as string } });
  });

  it('refuses a small archive that unpacks to more than the limit, before unpacking it', async () => {
    const bytes = zipSync({ '[Content_Types].xml': bytesOf('<Types/>'), 'xl/worksheets/sheet1.xml': new Uint8Array(8 * 1024 * 1024) }, { level: 9 });
    // What the archive declares of its second part is made larger than the limit.
    const lying = new Uint8Array(bytes);
    const view = new DataView(lying.buffer);
    for (let at = 0; at + 30 < lying.length; at++) if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) === 8 * 1024 * 1024) view.setUint32(at + 24, LIMITS.xlsx.content + 1, true);
    await expect(toTable('xlsx', lying)).rejects.toMatchObject({ code: 'table.too_large', fault: { expected: 'an Excel workbook of at most 512 MB unpacked' } });
  });

  it('names the limit in the error', () => {
    expect(() => refuseLarge('parquet', 129 * 1024 * 1024, 'file')).toThrow('a Parquet file of at most 128 MB, found 129 MB');
    expect(() => refuseLarge('parquet', 128 * 1024 * 1024, 'file')).not.toThrow();
  });

  it.each([['1.2345678901234568E+16', '12345678901234600'], ['0.30000000000000004', '0.3'], ['1e-7', '0.0000001'], ['-2.5E3', '-2500'], ['12345678901234567890', '12345678901234567890']])('writes %s as %s', (text, expected) => {
    expect(digits(text)).toBe(expected);
  });
});
