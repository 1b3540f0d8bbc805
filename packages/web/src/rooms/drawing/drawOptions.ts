/** What the tools are set to; kept by this browser. */
export interface DrawOptions {
  /** Brush radius, CSS pixels. */
  readonly brushPx: number;
  /** The brush takes what nobody has, only. */
  readonly onlyUnassigned: boolean;
  /** The brush takes from the territory that the stroke began in, only. */
  readonly onlyDonor: boolean;
  /** The brush stays inside the area that the stroke began in: id of a set of areas, or null. */
  readonly inside: string | null;
  /** What stops a fill. `areas`: the border of an area of the set `fillAreas`; `drive`: how far a drive of so many `minutes` reaches. */
  readonly fill: 'owner' | 'target' | 'areas' | 'drive';
  readonly fillAreas: string;
  readonly minutes: number;
  readonly split: 'line' | 'area' | 'balance';
  readonly parts: number;
  readonly holdReason: string;
}

export const BRUSH_MIN = 8;
export const BRUSH_MAX = 160;
export const MOST_PARTS = 9;
export const MOST_MINUTES = 600;
export const COUNTIES = 'counties';

export const firstOptions: DrawOptions = { brushPx: 28, onlyUnassigned: false, onlyDonor: false, inside: null, fill: 'owner', fillAreas: COUNTIES, minutes: 30, split: 'line', parts: 2, holdReason: '' };

const KEY = 'hexalign.draw';

/** Options as they were left last; filters are off at the start, so that nobody wonders why the brush takes nothing. */
export function readOptions(): DrawOptions {
  try {
    const { brushPx, fill, minutes, split, parts, holdReason } = { ...firstOptions, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<DrawOptions>) };
    return sound({ ...firstOptions, brushPx, fill: fill === 'areas' ? 'owner' : fill, minutes, split, parts, holdReason });
  } catch {
    return firstOptions;
  }
}

export function keepOptions(options: DrawOptions): void {
  localStorage.setItem(KEY, JSON.stringify(options));
}

/** Options inside their limits, whatever was stored. */
export function sound(options: DrawOptions): DrawOptions {
  const { brushPx, parts, fill, minutes, split, holdReason } = options;
  return {
    ...options,
    brushPx: Number.isFinite(brushPx) ? Math.max(BRUSH_MIN, Math.min(BRUSH_MAX, Math.round(brushPx))) : firstOptions.brushPx,
    parts: Number.isInteger(parts) ? Math.max(2, Math.min(MOST_PARTS, parts)) : firstOptions.parts,
    fill: ['owner', 'target', 'areas', 'drive'].includes(fill) ? fill : firstOptions.fill,
    minutes: Number.isFinite(minutes) ? Math.max(1, Math.min(MOST_MINUTES, Math.round(minutes))) : firstOptions.minutes,
    split: ['line', 'area', 'balance'].includes(split) ? split : firstOptions.split,
    holdReason: typeof holdReason === 'string' ? holdReason : '',
  };
}
