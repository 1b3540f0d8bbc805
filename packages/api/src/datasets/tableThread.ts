import { Piscina } from 'piscina';
import type { Format } from './formats.ts';
import { InputError, type InputFault } from './inputError.ts';
import type { TableText } from './tableText.ts';

/** A thread that reads workbooks and the like. */
export interface TableThread {
  /** @throws InputError as `toTable` */
  read(format: Exclude<Format, 'csv'>, bytes: Uint8Array<ArrayBuffer>): Promise<TableText>;
  close(): Promise<void>;
}

/** A file that unpacks to more than this ends the thread, not the server. */
const MOST_MEMORY_MB = 3072;

/** Starts no thread before the first file; an idle one goes after a minute. */
export function tableThread(): TableThread {
  const pool = new Piscina({ filename: new URL('./table.worker.ts', import.meta.url).href, minThreads: 0, maxThreads: 1, idleTimeout: 60_000, resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB } });
  return {
    async read(format, bytes) {
      const answer = (await pool.run({ format, bytes }, { transferList: [bytes.buffer] }).catch((error: Error & { code?: string }) => {
        if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') throw error;
        throw new InputError({ code: 'table.too_large', where: 'the file', expected: `a file that can be read within ${MOST_MEMORY_MB} MB of memory`, found: 'one that needs more', repair: 'Save it as CSV, which is read as it streams.' });
      })) as TableText | { readonly fault: InputFault };
      if ('fault' in answer) throw new InputError(answer.fault);
      return answer;
    },
    close: () => pool.destroy(),
  };
}
