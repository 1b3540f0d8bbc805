import type { Measure } from '../measure/measure.ts';
import { components } from './components.ts';
import { arcKm } from './distance.ts';
import { NearestOther } from './nearestOther.ts';
import { unitVectors } from './project.ts';
import type { Link, UnitGraph } from './unitGraph.ts';

/**
 * Proposes the links that islands need. A part of the graph stands alone when it can have a whole number j >= 1 of
 * territories of its own, each of them within tolerance in every measure; otherwise it is joined to another part by the
 * shortest link, centre to centre. Lighter parts are joined first, and a joined part is judged anew, until every part
 * stands alone and their territories add up to k.
 *
 * @param measures with totals above 0; without any, area counts
 * @param k number of territories
 * @param tolerance largest |deviation|, 0-1
 * @returns links in the order in which they were found; none for a connected graph
 */
export function proposeLinks(graph: UnitGraph, measures: readonly Measure[], k: number, tolerance: number): Link[] {
  const parts = components(graph);
  if (parts.count < 2) return [];
  const columns = measures.map(({ values }) => values).filter((values) => values.some((value) => value > 0));
  const shares = (columns.length > 0 ? columns : [graph.areaKm2]).map((values) => sharesOf(values, parts.partOf, parts.count));
  const groups = new Groups(parts.partOf, parts.count, shares);
  const tree = new NearestOther(unitVectors(graph.lngLat), parts.partOf);
  const links: Link[] = [];
  for (;;) {
    const part = nextToJoin(groups, k, tolerance);
    if (part < 0) return links;
    let best = { from: -1, point: -1, chord2: 5 };
    for (const u of groups.members(part)) {
      const found = tree.find(u, best.chord2, (other) => groups.root(other) !== part);
      if (found.point >= 0 && found.chord2 < best.chord2) best = { from: u, ...found };
    }
    links.push({ from: graph.ids[best.from], to: graph.ids[best.point], km: Math.round(arcKm(best.chord2) * 10) / 10, reason: 'island' });
    groups.join(part, groups.rootOf(best.point));
  }
}

/** The lightest part that cannot stand alone; the lightest of all when the parts' territories do not add up; -1 when all is well. */
function nextToJoin(groups: Groups, k: number, tolerance: number): number {
  const roots = groups.roots();
  if (roots.length === 1) return -1;
  let territories = 0;
  let lightest = -1;
  let lightestMisfit = -1;
  for (const root of roots) {
    const whole = territoriesOf(groups, root, k, tolerance);
    territories += whole;
    if (lightest < 0 || groups.weight(root) < groups.weight(lightest)) lightest = root;
    if (whole === 0 && (lightestMisfit < 0 || groups.weight(root) < groups.weight(lightestMisfit))) lightestMisfit = root;
  }
  if (lightestMisfit >= 0) return lightestMisfit;
  return territories === k ? -1 : lightest;
}

/** How many territories a part can have of its own within tolerance; 0 when none. */
function territoriesOf(groups: Groups, root: number, k: number, tolerance: number): number {
  let best = 0;
  let bestDeviation = tolerance + 1e-9;
  for (const candidate of groups.shares(root)) {
    const j = Math.round(k * candidate);
    if (j < 1) continue;
    let deviation = 0;
    for (const share of groups.shares(root)) deviation = Math.max(deviation, Math.abs((k * share) / j - 1));
    if (deviation <= bestDeviation) [best, bestDeviation] = [j, deviation];
  }
  return best;
}

function sharesOf(values: Float64Array, partOf: Uint32Array, count: number): Float64Array {
  const sums = new Float64Array(count);
  let total = 0;
  for (let u = 0; u < values.length; u++) {
    sums[partOf[u]] += values[u];
    total += values[u];
  }
  return sums.map((sum) => sum / total);
}

/** Parts that grow together. A group is called by its lowest part. */
class Groups {
  private readonly partOf: Uint32Array;
  private readonly parent: Uint32Array;
  private readonly units: (number[] | null)[];
  private readonly share: readonly Float64Array[];

  constructor(partOf: Uint32Array, count: number, share: readonly Float64Array[]) {
    this.partOf = partOf;
    this.parent = Uint32Array.from({ length: count }, (_, part) => part);
    this.share = share;
    const units: number[][] = Array.from({ length: count }, () => []);
    for (let u = 0; u < partOf.length; u++) units[partOf[u]].push(u);
    this.units = units;
  }

  rootOf(u: number): number {
    return this.root(this.partOf[u]);
  }

  roots(): number[] {
    return [...this.parent.keys()].filter((part) => this.parent[part] === part);
  }

  members(root: number): readonly number[] {
    return this.units[root] ?? [];
  }

  /** Share of each measure. */
  shares(root: number): number[] {
    return this.share.map((column) => column[root]);
  }

  /** Mean share over the measures. */
  weight(root: number): number {
    return this.shares(root).reduce((sum, share) => sum + share, 0);
  }

  join(a: number, b: number): void {
    const [low, high] = a < b ? [a, b] : [b, a];
    this.parent[high] = low;
    for (const column of this.share) column[low] += column[high];
    const [large, small] = [this.units[low] ?? [], this.units[high] ?? []];
    this.units[low] = large.length >= small.length ? append(large, small) : append(small, large);
    this.units[high] = null;
  }

  /** The group that a part has become a member of. */
  root(part: number): number {
    let root = part;
    while (this.parent[root] !== root) root = this.parent[root];
    // Short ways for the next time.
    for (let p = part; p !== root; ) [p, this.parent[p]] = [this.parent[p], root];
    return root;
  }
}

function append(large: number[], small: readonly number[]): number[] {
  for (const u of small) large.push(u);
  return large;
}
