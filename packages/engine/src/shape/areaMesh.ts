import { keyTable } from '../base/keyTable.ts';
import { components } from '../graph/components.ts';
import type { AreaSides } from './areaSides.ts';
import { type BorderMesh, ringLngLat } from './borderMesh.ts';
import { groupRings, holdsPoint } from './groupRings.ts';
import { simpleRings, type HalfArc } from './simpleRings.ts';
import { widthM } from './widthM.ts';

const KEY = 0x4000000;

/**
 * The borders of all territories of a plan on areas, as shared arcs: what two areas of one territory share is gone, what
 * is left is joined into arcs, and arcs into rings. Gaps within a territory that are no wider than the layer allows are closed.
 * Each piece of a territory is drawn for itself: pieces that meet at a corner, or overlap there, stay apart.
 *
 * @param slots n slots; areas whose slot is k or more (unassigned) belong to no territory
 */
export function areaMesh(sides: AreaSides, slots: Uint16Array, k: number): BorderMesh {
  const pieces = components(sides.borders, slots);
  const slotOf = Array.from(pieces.first, (u) => slots[u]);
  const left = outerSides(sides, Int32Array.from(pieces.partOf, (piece) => (slotOf[piece] < k ? piece : -1)));
  const arcs = joinArcs(sides, left);
  const { lngLat } = sides;
  const count = arcs.starts.length - 1;
  const mesh = {
    lngLat,
    arcOffsets: arcs.starts,
    points: arcs.points,
    leftCells: new Float64Array(arcs.points.length).fill(-1),
    rightCells: new Float64Array(arcs.points.length).fill(-1),
    left: Int32Array.from({ length: count }, (_, arc) => slotOf[arcs.left[arc][0] ?? arcs.right[arc][0]]),
    right: Int32Array.from({ length: count }, (_, arc) => (arcs.left[arc].length > 0 && arcs.right[arc].length > 0 ? slotOf[arcs.right[arc][0]] : -1)),
  };
  const halves: HalfArc[][] = slotOf.map(() => []);
  for (let arc = 0; arc < count; arc++) {
    const first = arcs.starts[arc];
    const last = arcs.starts[arc + 1] - 1;
    const forth = { arc, start: arcs.points[first], after: arcs.points[first + 1], end: arcs.points[last], before: arcs.points[last - 1] };
    for (const piece of arcs.left[arc]) halves[piece].push(forth);
    for (const piece of arcs.right[arc]) halves[piece].push({ arc: ~arc, start: forth.end, after: forth.before, end: forth.start, before: forth.after });
  }
  /** No other territory runs along the ring. */
  const isOwn = (ring: readonly number[], slot: number): boolean => ring.every((arc) => [...arcs.left[arc < 0 ? ~arc : arc], ...arcs.right[arc < 0 ? ~arc : arc]].every((piece) => slotOf[piece] === slot));
  const polygons: number[][][][] = Array.from({ length: k }, () => []);
  halves.forEach((own, piece) => {
    if (own.length === 0) return;
    const rings = simpleRings(own, lngLat);
    const lines = rings.map((ring) => ringLngLat(mesh, ring));
    const isSliver = lines.map((line) => widthM(line) <= sides.snapM);
    // A narrow outer ring is ground drawn twice where it hangs on another ring or lies within it, and else an islet.
    const outers = groupRings(lines).map(([outer]) => outer);
    const wide = outers.filter((outer) => !isSliver[outer]);
    const seen = new Map<number, number>();
    if (isSliver.includes(true)) for (const ring of rings) for (const vertex of verticesOf(mesh, ring)) seen.set(vertex, (seen.get(vertex) ?? 0) + 1);
    const isTwice = (outer: number): boolean =>
      isSliver[outer] && wide.length > 0 && (verticesOf(mesh, rings[outer]).some((vertex) => seen.get(vertex)! > 1) || wide.some((other) => holdsPoint(lines[other], lines[outer][0], lines[outer][1])));
    const isFilled = (hole: number): boolean => isSliver[hole] && isOwn(rings[hole], slotOf[piece]);
    const twice = new Set(outers.filter(isTwice));
    const kept = [...rings.keys()].filter((i) => !twice.has(i));
    // Grouped again, so that no hole goes with a ring that goes.
    for (const group of groupRings(kept.map((i) => lines[i]))) polygons[slotOf[piece]].push(group.map((i) => kept[i]).filter((i, place) => place === 0 || !isFilled(i)).map((i) => rings[i]));
  });
  return { ...mesh, polygons };
}

/** The vertices where a ring's arcs start: where rings can touch. */
function verticesOf({ points, arcOffsets }: Pick<BorderMesh, 'points' | 'arcOffsets'>, ring: readonly number[]): number[] {
  return ring.map((arc) => (arc >= 0 ? points[arcOffsets[arc]] : points[arcOffsets[~arc + 1] - 1]));
}

/** Piece left of each side; -1 for sides within a piece and of areas that nobody has. */
function outerSides({ from, to, unit }: AreaSides, pieceOf: Int32Array): Int32Array {
  const left = Int32Array.from(unit, (u) => pieceOf[u]);
  // The first side of each direction, and the next of the same.
  const firstOf = keyTable(from.length);
  const nextOf = new Int32Array(from.length).fill(-1);
  for (let s = 0; s < from.length; s++) {
    if (left[s] < 0) continue;
    for (let back = firstOf.get(to[s] * KEY + from[s]); back >= 0; back = nextOf[back]) {
      if (left[back] !== left[s]) continue;
      left[back] = left[s] = -1;
      break;
    }
    if (left[s] < 0) continue;
    const known = firstOf.add(from[s] * KEY + to[s], s);
    if (known < 0) continue;
    nextOf[s] = nextOf[known];
    nextOf[known] = s;
  }
  return left;
}

/** a arcs. */
interface Arcs {
  /** a + 1 starts in `points`. */
  readonly starts: Uint32Array;
  readonly points: Uint32Array;
  /** Per arc the pieces on either side, as often as they run along it. */
  readonly left: readonly (readonly number[])[];
  readonly right: readonly (readonly number[])[];
}

/** Chains lines between nodes, where other than two lines meet, and then what is closed in itself. */
function joinArcs({ from, to, lngLat }: AreaSides, left: Int32Array): Arcs {
  const lineOf = keyTable(1 << 12);
  const a: number[] = [];
  const b: number[] = [];
  const onLeft: number[][] = [];
  const onRight: number[][] = [];
  for (let s = 0; s < from.length; s++) {
    if (left[s] < 0) continue;
    const [low, high] = from[s] < to[s] ? [from[s], to[s]] : [to[s], from[s]];
    let line = lineOf.add(low * KEY + high, a.length);
    if (line < 0) {
      line = a.length;
      a.push(low);
      b.push(high);
      onLeft.push([]);
      onRight.push([]);
    }
    (from[s] === low ? onLeft : onRight)[line].push(left[s]);
  }
  const degree = new Uint32Array(lngLat.length / 2 + 1);
  for (let line = 0; line < a.length; line++) {
    degree[a[line] + 1]++;
    degree[b[line] + 1]++;
  }
  for (let v = 1; v < degree.length; v++) degree[v] += degree[v - 1];
  const at = degree.slice(0, -1);
  const linesAt = new Uint32Array(2 * a.length);
  for (let line = 0; line < a.length; line++) {
    linesAt[at[a[line]]++] = line;
    linesAt[at[b[line]]++] = line;
  }
  const isNode = (v: number): boolean => degree[v + 1] - degree[v] !== 2;
  const used = new Uint8Array(a.length);
  const starts: number[] = [];
  const points: number[] = [];
  const arcLeft: number[][] = [];
  const arcRight: number[][] = [];
  const walk = (start: number, line: number): void => {
    starts.push(points.length);
    const forth = a[line] === start;
    arcLeft.push((forth ? onLeft : onRight)[line].sort((p, q) => p - q));
    arcRight.push((forth ? onRight : onLeft)[line].sort((p, q) => p - q));
    let v = start;
    points.push(v);
    for (let on = line; ; ) {
      used[on] = 1;
      v = a[on] === v ? b[on] : a[on];
      points.push(v);
      if (v === start || isNode(v)) return;
      on = linesAt[degree[v]] === on ? linesAt[degree[v] + 1] : linesAt[degree[v]];
    }
  };
  for (let v = 0; v + 1 < degree.length; v++) if (isNode(v)) for (let i = degree[v]; i < degree[v + 1]; i++) if (used[linesAt[i]] === 0) walk(v, linesAt[i]);
  for (let line = 0; line < a.length; line++) if (used[line] === 0) walk(a[line], line);
  starts.push(points.length);
  return { starts: Uint32Array.from(starts), points: Uint32Array.from(points), left: arcLeft, right: arcRight };
}
