import type { Heap } from './meter.ts';

/** What one page costs with one ground. */
export interface PageFigures {
  readonly page: string;
  readonly size: string;
  readonly cells: number;
  readonly territories: number;
  /** From the address to the first picture with everything that is used beside it, by the clock of the page. */
  readonly openSeconds: number;
  /** To the first picture of the cells in their colours, tools at hand; of a page of our own. */
  readonly paintedSeconds?: number;
  /** Median of a stroke event that recolours about 1,000 cells: all script on the main thread, lists and bars included, but for that of frames that draw. */
  readonly strokeMs: number;
  /** The dearest of them. */
  readonly strokeMostMs: number;
  /** Median script of the frames that draw its picture: that of the map library, above all. */
  readonly drawMs: number;
  /** Cells that an event recoloured, on average. */
  readonly recoloured: number;
  /** Frames from the event to the picture, the most of all events; 1 is the next one. */
  readonly frames: number;
  /** Median time of a frame while painting. Software rendering: mostly the rasteriser's. */
  readonly frameMs: number;
  readonly heap: Heap;
  /** Compressed bytes of scripts, styles and fonts before those of the map; of a page of our own. */
  readonly firstLoad?: number;
}

/** The middle value; of two the larger. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

const MB = 2 ** 20;

/** A Markdown table of all pages. */
export function pageTable(rows: readonly PageFigures[]): string {
  const head = ['page', 'cells', 'territories', 'cells painted, s', 'all drawn, s', 'stroke, script ms (most)', 'its frames, script ms', 'cells a stroke', 'frames to the picture', 'frame, ms', 'heap, MB (objects + buffers)', 'first load, kB'];
  const lines = rows.map((row) => [row.page, row.cells.toLocaleString('en-US'), row.territories, (row.paintedSeconds ?? row.openSeconds).toFixed(1), row.openSeconds.toFixed(1), `${row.strokeMs.toFixed(1)} (${row.strokeMostMs.toFixed(1)})`, row.drawMs.toFixed(1), Math.round(row.recoloured), row.frames, Math.round(row.frameMs), `${Math.round(row.heap.objects / MB)} + ${Math.round(row.heap.buffers / MB)}`, row.firstLoad === undefined ? '' : Math.round(row.firstLoad / 1000)]);
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
