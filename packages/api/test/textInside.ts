import { inflateSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

/** Every text that an answer holds, however deep: in archives, sheets, tables by column and drawn pages. */
export async function textInside(bytes: Uint8Array): Promise<string> {
  const plain = Buffer.from(bytes);
  const head = plain.subarray(0, 4).toString('latin1');
  const told = [plain.toString('utf8'), plain.toString('latin1'), plain.toString('utf16le')];
  if (head.startsWith('PK')) for (const [name, inner] of Object.entries(unzipSync(bytes))) told.push(name, await textInside(inner));
  if (head === 'PAR1') {
    const file = bytes.slice().buffer;
    told.push(JSON.stringify(await parquetReadObjects({ file: { byteLength: file.byteLength, slice: (start, end) => file.slice(start, end) }, compressors }), (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)));
  }
  if (head === '%PDF') told.push(pdfText(plain));
  return told.join('\n');
}

/** Letters of the pages of a PDF, by the tables that its fonts bring along; and its titles. */
function pdfText(pdf: Buffer): string {
  const raw = pdf.toString('latin1');
  const streams = [...raw.matchAll(/stream\r?\n/g)].map(({ index, 0: begin }) => {
    const body = pdf.subarray(index + begin.length, raw.indexOf('endstream', index));
    try {
      return inflateSync(body).toString('latin1');
    } catch {
      return body.toString('latin1');
    }
  });
  const fonts = streams.filter((text) => text.includes('begincmap')).map(letters);
  const pages = streams.filter((text) => /\bT[jJ]\b/.test(text)).flatMap((text) => [...text.matchAll(/\[((?:<[0-9a-f]*>|[-\d.\s])*)\] TJ/gi)].map(([, run]) => [...run.matchAll(/<([0-9a-f]*)>/gi)].map(([, hex]) => hex).join('')));
  const titles = [...raw.matchAll(/\(\xfe\xff((?:[^)\\]|\\.)*)\)/gs)].map(([, text]) => Buffer.from(text, 'latin1').swap16().toString('utf16le'));
  return [...titles, ...pages.flatMap((hex) => fonts.map((font) => (hex.match(/.{4}/g) ?? []).map((code) => font.get(Number.parseInt(code, 16)) ?? '').join('')))].join('\n');
}

/** Letter by glyph. */
function letters(table: string): Map<number, string> {
  const font = new Map<number, string>();
  const letter = (hex: string): string => String.fromCodePoint(...(hex.match(/.{4}/g) ?? []).map((code) => Number.parseInt(code, 16)));
  for (const [, first, list] of table.matchAll(/<([0-9a-f]{4})>\s*<[0-9a-f]{4}>\s*\[([^\]]*)\]/gi)) [...list.matchAll(/<([0-9a-f]+)>/gi)].forEach(([, hex], i) => font.set(Number.parseInt(first, 16) + i, letter(hex)));
  return font;
}
