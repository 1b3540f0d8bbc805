/**
 * `node packages/api/test/messy/make.ts`: writes the lists as people really send them that `messy.test.ts` imports. What each is judged to be stands
 * beside it in `expected/`; a change there is a change of what people are told.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { parquetWriteBuffer } from 'hyparquet-writer';
import writeXlsx from 'write-excel-file/node';

const FOLDER = join(import.meta.dirname, 'files');
const write = (name: string, content: string | Uint8Array): void => writeFileSync(join(FOLDER, name), content);
const lines = (...rows: string[]): string => `${rows.join('\n')}\n`;

const PLAIN = lines('id,name,lat,lng,revenue', 'A1,Müller & Söhne,52.52,13.40,1200', 'A2,Žofín,50.08,14.41,800.5', 'A3,Łódź Trading,51.76,19.46,0');

// How a file is written.
write('utf8-bom.csv', `\ufeff${PLAIN}`);
write('utf16le-bom.csv', Buffer.from(`\ufeff${PLAIN}`, 'utf16le'));
write('utf16be.csv', Buffer.from(PLAIN, 'utf16le').swap16());
write('windows-1252.csv', Buffer.from(lines('id;name;lat;lng;revenue', 'A1;M\u00fcller \x80uro;52,52;13,40;1.200,50', 'A2;Caf\u00e9 \x93Z\x94;48,85;2,35;7'), 'latin1'));
write('late-windows-1252.csv', Buffer.from(lines('id,name,lat,lng', ...Array.from({ length: 3000 }, (_, i) => `A${i},Company number ${i} of many,50.${i % 90 + 10},9.${i % 90 + 10}`), 'Z,Caf\u00e9,50,9'), 'latin1'));
write('tabs.tsv', PLAIN.replaceAll(',', '\t'));
write('pipes.txt', PLAIN.replaceAll(',', '|'));
write('separator-line.csv', `sep=;\r\n${PLAIN.replaceAll(',', ';').replaceAll('\n', '\r\n')}`);
write('line-ends-mixed.csv', 'id,name,lat,lng\r\nA1,one,50,9\nA2,two,51,9\rA3,three,52,9');
write('decimal-comma.csv', lines('Kundennr;Name;Breitengrad;Längengrad;Umsatz', '001;Anna;52,52;13,40;1.234,50', '002;Ben;48,14;11,58;70,5', '003;Cem;50,11;8,68;12'));

// What stands above and in the header.
write('title-rows.csv', lines('Accounts of the northern region,,,', 'Exported on 2026-03-31,,,', '', 'id,name,lat,lng', 'A1,one,50,9', 'A2,two,51,9.5'));
write('no-header.csv', lines('A1,52.52,13.40,1200', 'A2,50.08,14.41,800', 'A3,51.76,19.46,5'));
write('duplicate-headers.csv', lines('id,name,name,lat,lng,,', 'A1,one,eins,50,9,x,y', 'A2,two,zwei,51,9,x,y'));
write('header-only.csv', 'id,name,lat,lng\n');
write('empty.csv', '');
write('blank-lines.csv', '\n\n   \n\n');
write('many-columns.csv', lines(Array.from({ length: 2500 }, (_, i) => `c${i}`).join(','), Array.from({ length: 2500 }, () => '1').join(',')));

// What stands in the cells.
write('big-ids.csv', lines('id,name,lat,lng', '9007199254740993,odd,50,9', '9007199254740992,even,50,9', '123456789012345678901234567890,long,51,9'));
write('leading-zeros.csv', lines('id,zip,name', '00017,02139,Cambridge', '17,2139,Cambridge without its zero', '0017,02139-4307,Cambridge plus four', '000,00000,Nowhere'));
write('diacritics.csv', lines('id,name,lat,lng', 'Å1,Ångström (one letter),59.86,17.64', 'A\u030a1,A\u030angstro\u0308m (letters and marks),59.86,17.64', 'שלום,מכון ויצמן,31.9,34.8', '京,東京都,35.68,139.69', '🏥,Clinic 🏥,48,11'));
write('quoted-newlines.csv', 'id,name,lat,lng\nA1,"First floor\nBack door, ""left""",50,9\nA2,"\r\n",51,9\nA3,plain,52,9\n');
write('quotes-in-the-middle.csv', lines('id,name,lat,lng', 'A1,5" pipes,50,9', 'A2,the "old" mill,51,9'));
write('open-quote.csv', lines('id,name,lat,lng', 'A1,"never closed,50,9', 'A2,two,51,9'));
write('ragged.csv', lines('id,name,lat,lng', 'A1,one,50,9', 'A2,two,51', 'A3,three, and a half,52,9', 'A4,four,53,9,,', 'A5'));
write('swapped.csv', lines('id,name,lat,lng', 'A1,San Francisco,-122.42,37.77', 'A2,Denver,-104.99,39.74', 'A3,Seattle,-122.33,47.61'));
write('places.csv', lines('id,name,lat,lng', 'A1,at zero,0,0', 'A2,north of the pole,91,9', 'A3,degree signs,50.5°,9.25°', 'A4,minutes,"50° 6\' 44""","8° 40\' 56"""', 'A5,half a place,50,', 'A6,none,,', 'A7,text,here,there', 'A8,date line,-17.8,179.99'));
write('scientific.csv', lines('id,name,lat,lng,revenue', '1.23457E+11,spoilt by a spreadsheet,5.0E1,9e0,1.5E3', '1E5,small,50,9,2e-2', 'A3,huge,50,9,1e300', 'A4,beyond,50,9,1e400'));
write('amounts.csv', lines('id,lat,lng,revenue', 'A1,50,9,"1,234.50"', 'A2,50,9,(50)', 'A3,50,9,€ 12', 'A4,50,9,12 USD', 'A5,50,9,-3', "A6,50,9,1'000", 'A7,50,9,"12,5"', 'A8,50,9,n/a', 'A9,50,9,', 'A10,50,9,many', 'A11,50,9,1e13', 'A12,50,9,NaN', 'A13,50,9,Infinity', 'A14,50,9,"1,23,456"'));
write('repeated-ids.csv', lines('id,name,lat,lng', 'A1,one,50,9', 'a1,another by its case,50,9', 'A1,again,51,9', ' A1,with a space,52,9', ',none,53,9', '   ,blank,53,9', `${'x'.repeat(500)},long,50,9`));
write('nul-bytes.csv', 'id,name,lat,lng\nA1,with\0nul,50,9\nA2,two,51,9\n');
write('formulas.csv', lines('id,name,lat,lng', '=1+1,"=HYPERLINK(""http://example.com"")",50,9', '+1,@SUM(A1),51,9', "'0017,quoted for a spreadsheet,52,9"));
write('people-dates.csv', lines('id,name,hired,leaves', 'P1,iso,2026-03-31,2026-12-31', 'P2,dots,31.3.2026,', 'P3,slashes that are clear,3/31/2026,31/12/2026', 'P4,slashes that are not,3/4/2026,', 'P5,no such day,2026-02-30,', 'P6,with a time,2026-03-31T08:00:00Z,', 'P7,a serial number,46112,', 'P8,words,next spring,'));

// What is no list, or no whole one.
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
write('picture.csv', png);
write('page.csv', '<!doctype html><html><body><table><tr><td>id</td></tr></table></body></html>');
write('json.csv', '[{"id":"A1","lat":50,"lng":9}]');
write('gzip.csv.gz', gzipSync(PLAIN));
write('old-workbook.xls', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]));

const sheet = [['Accounts', null, null, null, null], [null, null, null, null, null], ['ID', 'Name', 'lat', 'lng', 'Revenue'], ['00017', 'Žofín', 50.08, 14.41, 0.1 + 0.2], ['9007199254740993', 'Ärzte "AG"', 48.14, 11.58, 1_234_567.5], ['A3', '', null, null, null]] as const;
const workbook = new Uint8Array(await writeXlsx(sheet.map((row) => row.map((value) => (value === null ? null : { value, type: typeof value === 'number' ? Number : String }))) as never).toBuffer());
write('workbook.xlsx', workbook);
write('truncated.xlsx', workbook.subarray(0, Math.floor(workbook.length * 0.7)));
const parquet = new Uint8Array(parquetWriteBuffer({ columnData: [{ name: 'id', data: [9007199254740993n, 2n, 3n], type: 'INT64' }, { name: 'name', data: ['Ärzte', null, '007'], type: 'STRING' }, { name: 'lat', data: [50, 51, null], type: 'DOUBLE' }, { name: 'lng', data: [9, 9.5, 10], type: 'DOUBLE' }] }));
write('int64.parquet', parquet);
write('truncated.parquet', parquet.subarray(0, Math.floor(parquet.length * 0.6)));

/** A workbook whose directory says something else of the size of its sheet than what is true. */
function lying(says: number, content: number): Uint8Array {
  const bytes = new Uint8Array(zipSync({ '[Content_Types].xml': Buffer.from('<Types/>'), 'xl/worksheets/sheet1.xml': new Uint8Array(content) }, { level: 9 }));
  const view = new DataView(bytes.buffer);
  for (let at = 0, entry = 0; at + 46 < bytes.length; at++) if (view.getUint32(at, true) === 0x02014b50 && entry++ === 1) view.setUint32(at + 24, says, true);
  return bytes;
}
write('bomb.xlsx', lying(600 * 1024 * 1024, 1_000_000));
write('bomb-that-hides.xlsx', lying(100, 8_000_000));

const ring = (x: number, y: number): number[][] => [[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]];
const feature = (id: string, name: string, geometry: unknown) => ({ type: 'Feature', properties: { id, name }, geometry });
write('areas-broken-rings.geojson', JSON.stringify({ type: 'FeatureCollection', features: [
  feature('ok', 'as it should be', { type: 'Polygon', coordinates: [ring(9, 50)] }),
  feature('open', 'not closed', { type: 'Polygon', coordinates: [ring(11, 50).slice(0, 4)] }),
  feature('bow', 'crosses itself', { type: 'Polygon', coordinates: [[[13, 50], [14, 51], [14, 50], [13, 51], [13, 50]]] }),
  feature('line', 'two corners', { type: 'Polygon', coordinates: [[[15, 50], [16, 50], [15, 50]]] }),
  feature('flat', 'no ground', { type: 'Polygon', coordinates: [[[17, 50], [18, 50], [19, 50], [17, 50]]] }),
  feature('far', 'beyond the poles', { type: 'Polygon', coordinates: [ring(9, 95)] }),
  feature('metres', 'in metres', { type: 'Polygon', coordinates: [[[500000, 5500000], [501000, 5500000], [501000, 5501000], [500000, 5500000]]] }),
  feature('hole', 'with a hole', { type: 'Polygon', coordinates: [ring(21, 50), [[21.2, 50.2], [21.2, 50.8], [21.8, 50.8], [21.8, 50.2], [21.2, 50.2]]] }),
  feature('multi', 'two parts', { type: 'MultiPolygon', coordinates: [[ring(23, 50)], [ring(25, 50)]] }),
  feature('point', 'a point', { type: 'Point', coordinates: [9, 50] }),
  feature('none', 'nothing', null),
  feature('words', 'words for numbers', { type: 'Polygon', coordinates: [[['a', 'b'], ['c', 'd'], ['e', 'f'], ['a', 'b']]] }),
] }));
write('truncated.geojson', '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"A1"},"geometry":{"type":"Po');
