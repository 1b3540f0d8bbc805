import type { MultiPolygon, Polygon } from 'geojson';
import { EngineError } from '../base/errors.ts';
import { CellCursor } from './cellCursor.ts';
import { CellField } from './cellField.ts';
import { fillRegion } from './fillRegion.ts';
import { countAncestors, pointCells } from './pointCells.ts';
import { RegionGround } from './regionGround.ts';
import { refineCells } from './refineCells.ts';

/** Coarse cells that each territory should have at least. */
const CELLS_PER_TERRITORY = 120;
/** How much finer the finest default resolution is than the coarsest, and how fine it gets. */
const DEFAULT_DEPTH = 4;
const FINEST_DEFAULT = 10;

/** Ground and accounts that units are wanted for. p = points. */
export interface CoverageRequest {
  /** Ground to be covered, degrees; null: the cells of the points alone, with nothing between them. */
  readonly region: Polygon | MultiPolygon | null;
  readonly points: {
    /** 2p degrees, `[lng, lat]`. */
    readonly lngLat: Float64Array;
    /** Per measure p values >= 0. */
    readonly values: readonly Float64Array[];
  };
  /** Number of territories. */
  readonly k: number;
  /** Coarsest and finest H3 resolution; chosen by region and k when left out. */
  readonly resolution?: readonly [number, number];
  /** Largest share of a territory's target that a cell may weigh before it is divided; 0.02 when left out. */
  readonly maxShare?: number;
  /** Largest number of cells; 250,000 when left out. */
  readonly cap?: number;
}

/** Units of ground for a region and its accounts. */
export interface Coverage {
  /** H3 cells of mixed resolution, ascending: unit `u` of `fromCells(cells)` is `cells[u]`. */
  readonly cells: string[];
  /** p units. */
  readonly unitOfPoint: Uint32Array;
  readonly resolution: [number, number];
  /** What was decided differently than asked, one sentence each. */
  readonly notes: string[];
}

/**
 * Covers a region with H3 cells: those of the coarse resolution A whose centre lies in it, and those that hold a
 * point. A cell that weighs more than its share in any measure is replaced by its seven children, again and again
 * down to resolution B. A point belongs to the unit that is its cell at B or an ancestor of it, never to
 * whichever hexagon it falls into at a coarser resolution: children stick out of their parents.
 *
 * @throws EngineError `coverage.resolution`, `coverage.point`, `coverage.empty`
 */
export function coverage(request: CoverageRequest): Coverage {
  const { points } = request;
  const cap = request.cap ?? 250_000;
  const notes: string[] = [];
  checkRequest(request);

  const [coarse, base] = chooseCoarse(request, cap, notes);
  const fine = Math.max(coarse, request.resolution?.[1] ?? Math.min(coarse + DEFAULT_DEPTH, FINEST_DEFAULT));
  const holding = pointCells(points.lngLat, fine);
  let maxShare = request.maxShare ?? 0.02;
  let cells: string[];
  for (;;) {
    cells = refineCells({ base, coarse, points: holding, values: points.values, limitShare: maxShare / request.k });
    if (cells.length <= cap || maxShare >= 1) break;
    maxShare *= 2;
    notes.push(`Dividing every cell above ${percent(maxShare / 2)} of a territory's target would take more than ${count(cap)} cells, so only those above ${percent(maxShare)} are divided.`);
  }
  if (cells.length === 0) throw new EngineError('coverage.empty', 'Neither the region nor the accounts hold any ground; give a larger region or at least one account.', 0);

  const field = new CellField(cells);
  const cursor = new CellCursor();
  const unitOfCell = Uint32Array.from(holding.keys, (key) => field.holding(cursor.at(key, fine)));
  return { cells, unitOfPoint: holding.cellOfPoint.map((i) => unitOfCell[i]), resolution: [coarse, fine], notes };
}

/** The coarse resolution, as asked or by the region's size, never with more cells than the cap; and the region's cells. */
function chooseCoarse({ region, points, k, resolution }: CoverageRequest, cap: number, notes: string[]): [number, string[]] {
  const wanted = resolution?.[0];
  const ground = region && new RegionGround(region);
  const alone = ground ? null : pointCells(points.lngLat, resolution?.[1] ?? FINEST_DEFAULT);
  const cover = (coarse: number): { cells: string[]; size: number } => {
    const cells = ground ? fillRegion(ground, coarse) : [];
    return { cells, size: alone ? countAncestors(alone, coarse) : cells.length };
  };
  let coarse = 0;
  let covered = cover(0);
  while (coarse < (wanted ?? FINEST_DEFAULT) && (wanted !== undefined || covered.size < CELLS_PER_TERRITORY * k)) {
    // Each cell has seven children, so what would be far too many need not be listed.
    const finer = ground && covered.size > 5000 && covered.size * 6 > cap ? null : cover(coarse + 1);
    if (finer === null || finer.size > cap) {
      notes.push(`Cells of H3 resolution ${coarse + 1} would be more than the limit of ${count(cap)}, so the ground is covered at resolution ${coarse}.`);
      break;
    }
    coarse++;
    covered = finer;
  }
  return [coarse, covered.cells];
}

function checkRequest({ points, resolution, k }: CoverageRequest): void {
  if (!(Number.isInteger(k) && k >= 1)) throw new EngineError('coverage.k', `The number of territories is ${k}, expected a whole number of at least 1.`, k);
  if (resolution) {
    const [coarse, fine] = resolution;
    if (!(Number.isInteger(coarse) && Number.isInteger(fine) && coarse >= 0 && coarse <= fine && fine <= 15)) {
      throw new EngineError('coverage.resolution', `Resolutions ${coarse}..${fine} are no range of H3 resolutions; expected whole numbers from 0 to 15, coarse first.`, resolution);
    }
  }
  for (let i = 0; i < points.lngLat.length; i += 2) {
    const [lng, lat] = [points.lngLat[i], points.lngLat[i + 1]];
    if (!(lng >= -180 && lng <= 180 && lat >= -90 && lat <= 90)) {
      throw new EngineError('coverage.point', `Point ${i / 2} lies at [${lng}, ${lat}], expected [longitude, latitude] in degrees.`, [lng, lat]);
    }
  }
  for (const values of points.values) {
    if (values.length !== points.lngLat.length / 2) throw new EngineError('measure.length', `${values.length} values for ${points.lngLat.length / 2} points; give one value per point.`, values.length);
  }
}

function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
