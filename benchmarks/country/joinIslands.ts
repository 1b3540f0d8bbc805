import { link, proposeLinks, type Measure, type UnitGraph } from '@hexalign/engine';

/** The graph with the links that islands too small for a territory need. */
export function joinIslands(land: UnitGraph, measures: readonly Measure[], k: number, tolerance: number): UnitGraph {
  const unitOf = new Map(land.ids.map((id, u) => [id, u]));
  const links = proposeLinks(land, measures, k, tolerance);
  return links.length === 0 ? land : link(land, Uint32Array.from(links.flatMap(({ from, to }) => [unitOf.get(from) ?? 0, unitOf.get(to) ?? 0])));
}
