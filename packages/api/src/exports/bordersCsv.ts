import type { Link, UnitGraph } from '@hexalign/engine';
import { csvLine } from './csvLine.ts';

/** `borders.csv` of a plan over a graph made by others: `from,to,metres`, each border once; links are not among them. */
export function* bordersCsv(graph: UnitGraph, links: readonly Link[]): Generator<string, void> {
  const linked = new Set(links.flatMap(({ from, to }) => [`${from}\n${to}`, `${to}\n${from}`]));
  yield csvLine(['from', 'to', 'metres']);
  for (let u = 0; u < graph.ids.length; u++) {
    for (let e = graph.offsets[u]; e < graph.offsets[u + 1]; e++) {
      const v = graph.neighbors[e];
      if (v > u && !(graph.borderM[e] === 0 && linked.has(`${graph.ids[u]}\n${graph.ids[v]}`))) yield csvLine([graph.ids[u], graph.ids[v], graph.borderM[e]]);
    }
  }
}
