import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { quoted } from './catalogue.ts';
import { readContainer, type Manifest } from './container.ts';

/**
 * Loads every table of a file in the client's transaction.
 *
 * @param rewrite changes lines of COPY's text form on their way; null = as they are
 * @returns the manifest
 */
export async function loadTables(client: PoolClient, path: string, rewrite: ((lines: string) => string) | null): Promise<Manifest> {
  let into: NodeJS.WritableStream | null = null;
  let done: Promise<void> | null = null;
  let half = '';
  const decoder = new TextDecoder();
  const write = async (bytes: Buffer | string): Promise<void> => {
    if (bytes.length > 0 && !into!.write(bytes)) await Promise.race([once(into!, 'drain'), done]);
  };
  for await (const frame of readContainer(path)) {
    if (frame.kind === 'table') {
      const { table, columns } = frame.body;
      into = client.query(copyFrom(`copy ${quoted(table)} (${columns.map(quoted).join(', ')}) from stdin`));
      done = finished(into);
      done.catch(() => undefined);
    } else if (frame.kind === 'data' && rewrite === null) {
      await write(frame.bytes);
    } else if (frame.kind === 'data') {
      const text = half + decoder.decode(frame.bytes, { stream: true });
      const cut = text.lastIndexOf('\n') + 1;
      half = text.slice(cut);
      await write(rewrite!(text.slice(0, cut)));
    } else if (frame.kind === 'end') {
      if (half !== '') await write(rewrite!(half));
      half = '';
      into!.end();
      await done;
    } else if (frame.kind === 'manifest') {
      return frame.body;
    }
  }
  throw new Error('a container without a manifest');
}
