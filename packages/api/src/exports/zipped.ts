import { createHash } from 'node:crypto';
import { Zip, ZipDeflate } from 'fflate';

/** A file of an archive; it may know the hashes of the files before it. */
export interface ZipFile {
  readonly name: string;
  readonly pieces: (hashes: Readonly<Record<string, string>>) => Iterable<string>;
}

/** No clock time in any file: the same plan gives the same archive. */
const EPOCH = new Date(1980, 0, 1);

/** Packs files one after the other, piece by piece, and lets others have their turn between pieces. */
export async function* zipped(files: readonly ZipFile[]): AsyncGenerator<Uint8Array, void> {
  let ready: Uint8Array[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, chunk) => {
    if (error) failure = error;
    else ready.push(chunk);
  });
  const hashes: Record<string, string> = {};
  for (const { name, pieces } of files) {
    const entry = new ZipDeflate(name, { level: 6 });
    entry.mtime = EPOCH;
    const hash = createHash('sha256');
    zip.add(entry);
    for (const piece of pieces(hashes)) {
      const bytes = Buffer.from(piece, 'utf8');
      hash.update(bytes);
      entry.push(bytes);
      if (failure) throw failure;
      yield* ready;
      ready = [];
      await new Promise((resolve) => setImmediate(resolve));
    }
    entry.push(new Uint8Array(0), true);
    hashes[name] = hash.digest('hex');
  }
  zip.end();
  if (failure) throw failure;
  yield* ready;
}
