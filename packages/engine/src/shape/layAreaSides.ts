import type { Position } from 'geojson';
import { GrowingArray } from '../base/growingArray.ts';
import { keyTable } from '../base/keyTable.ts';
import { rowsFromPairs } from '../graph/assemble.ts';
import { polygonBorders } from '../graph/polygonBorders.ts';
import { unwrapRing } from '../graph/unwrapRing.ts';
import type { AreaSides } from './areaSides.ts';
import { weldSides } from './weldSides.ts';

/** Vertices are the same within a grid of 1e-7 degrees, a centimetre. */
const GRID = 1e7;
const TURN = 360 * GRID;
/** Two vertices as one key: there are fewer than this. */
const KEY = 0x4000000;

/**
 * Prepares a layer of areas for drawing territories. Neighbours drawn with different vertices, or with narrow gaps or overlaps,
 * get each other's vertices, so that their borders meet; no vertex moves. Who borders on whom is told as for the graph.
 *
 * @param shapes per unit its polygons, as `readPolygons` returns them
 * @param snapM how far apart the outlines of two neighbours may run, as in `fromPolygons`; 25 when left out
 */
export function layAreaSides(shapes: readonly (readonly (readonly Position[][])[])[], snapM = 25): AreaSides {
  const columns = keyTable(1 << 14);
  const rows = keyTable(1 << 14);
  const vertices = keyTable(1 << 16);
  const xs = new GrowingArray();
  const ys = new GrowingArray();
  let columnCount = 0;
  let rowCount = 0;
  const vertex = ([lng, lat]: Position): number => {
    const x = (((Math.round(lng * GRID) + TURN / 2) % TURN) + TURN) % TURN - TURN / 2;
    const y = Math.round(lat * GRID);
    let column = columns.add(x + TURN / 2, columnCount);
    if (column < 0) column = columnCount++;
    let row = rows.add(y + 90 * GRID, rowCount);
    if (row < 0) row = rowCount++;
    const found = vertices.add(column * KEY + row, xs.length);
    if (found >= 0) return found;
    xs.push(x);
    ys.push(y);
    return xs.length - 1;
  };
  const from = new GrowingArray();
  const to = new GrowingArray();
  const unit = new GrowingArray();
  shapes.forEach((polygons, u) => {
    for (const rings of polygons) {
      rings.forEach((ring, r) => {
        const turned = isLeft(ring) !== (r === 0);
        let last = vertex(ring[ring.length - 1]);
        for (const position of ring) {
          const next = vertex(position);
          if (next !== last) {
            from.push(turned ? next : last);
            to.push(turned ? last : next);
            unit.push(u);
          }
          last = next;
        }
      });
    }
  });
  const lngLat = new Float64Array(2 * xs.length);
  for (let i = 0; i < xs.length; i++) {
    lngLat[2 * i] = xs.at(i) / GRID;
    lngLat[2 * i + 1] = ys.at(i) / GRID;
  }
  const { pairs, borderM } = polygonBorders(shapes, snapM);
  const borders = rowsFromPairs(shapes.length, pairs, borderM);
  return weldSides({ lngLat, from: from.view().slice(), to: to.view().slice(), unit: unit.view().slice(), borders, snapM });
}

/** Whether a ring has its ground on the left. One that goes round a pole has the nearer pole inside. */
function isLeft(ring: readonly Position[]): boolean {
  const xs = unwrapRing(ring);
  let area = 0;
  let south = 0;
  for (let i = 0; i < ring.length; i++) {
    const j = i + 1 < ring.length ? i + 1 : 0;
    const [ax, ay, bx, by] = [xs[i] - xs[0], ring[i][1] - ring[0][1], xs[j] - xs[0], ring[j][1] - ring[0][1]];
    area += ax * by - bx * ay;
    south += ring[i][1];
  }
  const last = ring.length - 1;
  const isClosed = ring[0][0] === ring[last][0] && ring[0][1] === ring[last][1];
  if (isClosed && Math.abs(xs[last] - xs[0]) > 180) return xs[last] > xs[0] === south > 0;
  return area > 0;
}
