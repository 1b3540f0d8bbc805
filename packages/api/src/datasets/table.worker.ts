import type { Format } from './formats.ts';
import { InputError, type InputFault } from './inputError.ts';
import type { TableText } from './tableText.ts';
import { toTable } from './toTable.ts';

/** Turns a file into delimited text in a thread of its own, so that nobody else waits for it. */
export default async function work({ format, bytes }: { readonly format: Exclude<Format, 'csv'>; readonly bytes: Uint8Array<ArrayBuffer> }): Promise<TableText | { readonly fault: InputFault }> {
  try {
    return await toTable(format, bytes);
  } catch (error) {
    if (error instanceof InputError) return { fault: error.fault };
    throw error;
  }
}
