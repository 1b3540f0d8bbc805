/** A download, whole or in pieces, and what to call it. */
export interface Download {
  readonly bytes: Uint8Array | Iterable<string>;
  readonly filename: string;
  /** Media type, where an address has several. */
  readonly media?: string;
  readonly headers?: Readonly<Record<string, string>>;
}
