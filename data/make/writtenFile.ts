/** One generated file: its path inside `data/` and its bytes. Text is UTF-8 with line feeds. */
export interface WrittenFile {
  path: string;
  content: string | Uint8Array;
}
