import { createHash } from 'node:crypto';
import type { Task } from '@hexalign/engine';
import { Zip, ZipDeflate } from 'fflate';

/** A file of an archive; it may know the hashes of the files before it. */
export interface ZipFile {
  readonly name: string;
  readonly pieces: (hashes: Readonly<Record<string, string>>) => Iterable<string>;
}

/** No clock time in any file: the same plan gives the same archive. */
const EPOCH = new Date(1980, 0, 1);

/** Packs files one after the other, piece by piece. */
export function* zipped(files: readonly ZipFile[]): Task<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  const hashes: Record<string, string> = {};
  for (const [i, { name, pieces }] of files.entries()) {
    const entry = new ZipDeflate(name, { level: 6 });
    entry.mtime = EPOCH;
    const hash = createHash('sha256');
    zip.add(entry);
    for (const piece of pieces(hashes)) {
      const bytes = Buffer.from(piece, 'utf8');
      hash.update(bytes);
      entry.push(bytes);
      yield { phase: 'pack', done: 0.5 + (0.5 * i) / files.length };
    }
    entry.push(new Uint8Array(0), true);
    hashes[name] = hash.digest('hex');
  }
  zip.end();
  return new Uint8Array(Buffer.concat(chunks));
}

/** All pieces of a text as one array of bytes. */
export function* joined(pieces: Iterable<string>): Task<Uint8Array> {
  const chunks: Buffer[] = [];
  for (const piece of pieces) {
    chunks.push(Buffer.from(piece, 'utf8'));
    yield { phase: 'write', done: 0.5 };
  }
  return new Uint8Array(Buffer.concat(chunks));
}
