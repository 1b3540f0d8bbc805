import { WireError } from './wire.ts';

const NAMES = 0x4e415848; // "HXAN"
const HEADER = 32;
const NONE = 0xffff_ffff;

/** Many short texts in one block of UTF-8. Text i ends at `ends[i]` and begins where the one before it ends. */
export interface TextColumn {
  readonly ends: Uint32Array;
  readonly bytes: Uint8Array;
}

/** What accounts are called, as columns; position = position in the packed accounts. */
export interface PackedNames {
  readonly ids: TextColumn;
  readonly names: TextColumn;
  /** Names of today's territories, each once. */
  readonly todays: TextColumn;
  /** Per account its position in `todays`; all ones where the file names none. */
  readonly today: Uint32Array;
  /** Per account 1 where a neighbouring postal code gave it its place. */
  readonly approximate: Uint8Array;
}

const decoder = new TextDecoder();

/** Text i of a column. */
export function textAt({ ends, bytes }: TextColumn, i: number): string {
  return decoder.decode(bytes.subarray(i === 0 ? 0 : ends[i - 1], ends[i]));
}

/** Today's territory of an account, null where the file names none. */
export function todayAt({ today, todays }: PackedNames, i: number): string | null {
  return today[i] === NONE ? null : textAt(todays, today[i]);
}

/**
 * Names: header of eight 32-bit numbers (magic, accounts a, todays c, bytes of ids, of names, of todays, 0, 0), then a ends of ids,
 * a ends of names, c ends of todays, a positions among the todays (32-bit), a flags, then the three texts.
 */
export function packNames({ ids, names, current, approximate }: { readonly ids: readonly string[]; readonly names: readonly string[]; readonly current: readonly (string | null)[] | null; readonly approximate: Uint8Array }): Uint8Array<ArrayBuffer> {
  const a = ids.length;
  const positions = new Map<string, number>();
  for (const name of current ?? []) if (name !== null && !positions.has(name)) positions.set(name, positions.size);
  const [ofIds, ofNames, ofTodays] = [column(ids), column(names), column([...positions.keys()])];
  const c = positions.size;
  const numbers = 3 * a + c;
  const buffer = new ArrayBuffer(HEADER + numbers * 4 + a + ofIds.bytes.length + ofNames.bytes.length + ofTodays.bytes.length);
  new Uint32Array(buffer, 0, 8).set([NAMES, a, c, ofIds.bytes.length, ofNames.bytes.length, ofTodays.bytes.length, 0, 0]);
  const words = new Uint32Array(buffer, HEADER, numbers);
  words.set(ofIds.ends, 0);
  words.set(ofNames.ends, a);
  words.set(ofTodays.ends, 2 * a);
  for (let i = 0; i < a; i++) words[2 * a + c + i] = positions.get(current?.[i] ?? '') ?? NONE;
  const bytes = new Uint8Array(buffer, HEADER + numbers * 4);
  let at = 0;
  for (const part of [approximate, ofIds.bytes, ofNames.bytes, ofTodays.bytes]) {
    bytes.set(part, at);
    at += part.length;
  }
  return new Uint8Array(buffer);
}

/** The columns as views of the buffer. */
export function unpackNames(buffer: ArrayBuffer): PackedNames {
  if (buffer.byteLength < HEADER) throw new WireError('names: the buffer is cut short');
  const [magic, a, c, ...texts] = new Uint32Array(buffer, 0, 6);
  if (magic !== NAMES) throw new WireError('names: the buffer holds something else');
  const expected = HEADER + (3 * a + c) * 4 + a + texts.reduce((sum, bytes) => sum + bytes, 0);
  if (buffer.byteLength !== expected) throw new WireError(`names: ${buffer.byteLength} bytes found, ${expected} expected`);
  const word = (from: number, length: number): Uint32Array => new Uint32Array(buffer, HEADER + from * 4, length);
  const start = HEADER + (3 * a + c) * 4;
  const [ids, names, todays] = texts.map((length, i) => new Uint8Array(buffer, start + a + texts.slice(0, i).reduce((sum, bytes) => sum + bytes, 0), length));
  return {
    ids: { ends: word(0, a), bytes: ids }, names: { ends: word(a, a), bytes: names }, todays: { ends: word(2 * a, c), bytes: todays },
    today: word(2 * a + c, a), approximate: new Uint8Array(buffer, start, a),
  };
}

function column(texts: readonly string[]): TextColumn {
  const encoder = new TextEncoder();
  const parts = texts.map((text) => encoder.encode(text));
  const ends = new Uint32Array(parts.length);
  let total = 0;
  parts.forEach((part, i) => { ends[i] = total += part.length; });
  const bytes = new Uint8Array(total);
  parts.forEach((part, i) => bytes.set(part, ends[i] - part.length));
  return { ends, bytes };
}
