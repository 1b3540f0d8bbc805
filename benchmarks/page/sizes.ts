/** One size of ground that a page is opened with. */
export interface PageSize {
  readonly name: string;
  /** H3 resolution of every cell of the lower 48 states. */
  readonly resolution: number;
  /** Brush, CSS pixels from its middle to its rim, that takes in about 1,000 new cells with every move when the whole country is shown. */
  readonly brushPx: number;
  /** Pages of the peers that can hold that much. */
  readonly peers: readonly Peer[];
  readonly target: { readonly openSeconds: number; readonly strokeMs: number; readonly heapMB: number };
}

export type Peer = 'geojson' | 'deck';

export const SIZES: readonly PageSize[] = [
  { name: '30k', resolution: 5, brushPx: 37, peers: ['geojson', 'deck'], target: { openSeconds: 2, strokeMs: 4, heapMB: 80 } },
  { name: '210k', resolution: 6, brushPx: 14, peers: ['geojson', 'deck'], target: { openSeconds: 4, strokeMs: 4, heapMB: 150 } },
  { name: '1.47M', resolution: 7, brushPx: 8, peers: [], target: { openSeconds: 9, strokeMs: 8, heapMB: 400 } },
];
