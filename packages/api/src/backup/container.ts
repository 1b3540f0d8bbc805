import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { InputError } from '../datasets/inputError.ts';

/** What a file of ours says of itself before anything else. */
export interface Header {
  readonly format: 'hexalign-backup' | 'hexalign-plan-file';
  readonly version: 1;
  readonly engineVersion: string;
  /** Names of the migrations whose tables these are. */
  readonly migrations: readonly string[];
  /** Further facts, by format. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/** A table as it stands in a file: rows in the text form of COPY, columns in this order. */
export interface TableHead {
  readonly table: string;
  readonly columns: readonly string[];
}

export interface TableSum extends TableHead {
  readonly bytes: number;
  readonly sha256: string;
}

/** Closes a file; a file without it was cut short. */
export interface Manifest {
  readonly tables: readonly TableSum[];
  /** Last numbers of sequences. */
  readonly sequences: Readonly<Record<string, number>>;
}

export type Frame = { readonly kind: 'header'; readonly body: Header } | { readonly kind: 'table'; readonly body: TableHead } | { readonly kind: 'data'; readonly bytes: Buffer } | { readonly kind: 'end'; readonly body: TableSum } | { readonly kind: 'manifest'; readonly body: Manifest };

const KINDS = ['header', 'table', 'data', 'end', 'manifest'] as const;
const LONGEST = 64 * 1024 * 1024;

/** Writes a file of ours: beside its place first, and there only when it is whole and on the disk. */
export async function writeContainer(path: string, write: (put: (frame: Frame) => Promise<void>) => Promise<void>): Promise<number> {
  const partial = `${path}.${process.pid}.partial`;
  const file = await open(partial, 'wx', 0o600);
  try {
    const gzip = createGzip({ level: 4 });
    const out = file.createWriteStream({ flush: true });
    gzip.pipe(out);
    const done = finished(out);
    done.catch(() => undefined);
    const put = async (frame: Frame): Promise<void> => {
      const payload = frame.kind === 'data' ? frame.bytes : Buffer.from(JSON.stringify(frame.body));
      const head = Buffer.alloc(5);
      head.writeUInt32BE(payload.length);
      head[4] = KINDS.indexOf(frame.kind);
      gzip.write(head);
      if (!gzip.write(payload)) await Promise.race([once(gzip, 'drain'), done]);
    };
    await write(put);
    gzip.end();
    await done;
    await rename(partial, path);
    return out.bytesWritten;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/**
 * Frames of a file of ours, each looked at before it is handed on: order, sums and end.
 *
 * @throws InputError `backup.unreadable` when it is none, or damaged, or cut short
 */
export async function* readContainer(path: string): AsyncGenerator<Frame> {
  const broken = (found: string): InputError => new InputError({ code: 'backup.unreadable', where: path, expected: 'a whole file that Hexalign wrote', found, repair: 'Take another copy of it.' });
  const source = createReadStream(path);
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  source.pipe(gunzip);
  const chunks = gunzip[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let rest: Buffer = Buffer.alloc(0);
  async function take(size: number): Promise<Buffer | null> {
    const parts = [rest];
    let length = rest.length;
    while (length < size) {
      const next = await chunks.next();
      if (next.done) return length === 0 ? null : Promise.reject(broken('an end in the middle'));
      parts.push(next.value);
      length += next.value.length;
    }
    const all = parts.length === 1 ? rest : Buffer.concat(parts);
    rest = all.subarray(size);
    return all.subarray(0, size);
  }
  const sums: TableSum[] = [];
  let sum = createHash('sha256');
  let bytes = 0;
  let before: Frame['kind'] | null = null;
  try {
    for (let head = await take(5); head !== null; head = await take(5)) {
      const kind = KINDS[head[4]];
      const size = head.readUInt32BE();
      if (kind === undefined || size > LONGEST || (before === null) !== (kind === 'header') || before === 'manifest') throw broken('something else');
      const payload = (await take(size)) ?? Buffer.alloc(0);
      if (kind === 'data') {
        sum.update(payload);
        bytes += payload.length;
        yield { kind, bytes: payload };
      } else {
        const body = JSON.parse(payload.toString()) as never;
        if (kind === 'table') [sum, bytes] = [createHash('sha256'), 0];
        if (kind === 'end') {
          const told = body as TableSum;
          if (told.sha256 !== sum.digest('hex') || told.bytes !== bytes) throw broken(`rows of ${told.table} that are not the ones that were written`);
          sums.push(told);
        }
        if (kind === 'manifest' && JSON.stringify((body as Manifest).tables) !== JSON.stringify(sums)) throw broken('tables that are not the ones that were written');
        yield { kind, body } as Frame;
      }
      before = kind;
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw broken((error as Error).message);
  } finally {
    source.destroy();
  }
  if (before !== 'manifest') throw broken(before === null ? 'nothing' : 'an end in the middle');
}

/**
 * The header of a file.
 *
 * @param expected what it has to be
 * @throws InputError `backup.unreadable`, `backup.other`
 */
export async function readHeader(path: string, expected: Header['format']): Promise<Header> {
  for await (const frame of readContainer(path)) {
    if (frame.kind !== 'header') break;
    const { format, version } = frame.body;
    if (format === expected && version === 1) return frame.body;
    throw new InputError({ code: 'backup.other', where: path, expected: `${expected} of version 1`, found: `${format} of version ${version}`, repair: format === 'hexalign-backup' ? 'Use "hexalign restore".' : 'Use "hexalign import-plan", with a Hexalign that is not older than the file.' });
  }
  throw new InputError({ code: 'backup.unreadable', where: path, expected, found: 'no header', repair: 'Take another copy of it.' });
}
