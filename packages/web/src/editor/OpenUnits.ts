import { endpoints, unpackCounts, unpackMeasures, type Units } from '@hexalign/api/contract';
import { unpackGraph, type Measure, type UnitGraph } from '@hexalign/engine';
import { keepAreaShapes } from '../map/areaShapes.ts';
import { call } from '../server/call.ts';

/** The units that a scenario stands on, as they were read from the server. */
export interface OpenUnits {
  readonly unitsId: string;
  readonly graph: UnitGraph;
  readonly measures: readonly Measure[];
  /** n accounts per unit. */
  readonly accountsPerUnit: Uint32Array;
}

/** Everything that is read of a set of units, on its way and packed as it is sent. */
export interface UnitsReading {
  readonly told: Promise<Units>;
  readonly graph: Promise<ArrayBuffer>;
  readonly measures: Promise<ArrayBuffer>;
  readonly counts: Promise<ArrayBuffer>;
}

/** Asks for a set of units. They never change under their id, so the browser keeps them. */
export function readUnits(unitsId: string, signal?: AbortSignal): UnitsReading {
  const params = { unitsId };
  const reading = {
    told: call(endpoints.readUnits, { params, signal }),
    graph: call(endpoints.readGraph, { params, signal }),
    measures: call(endpoints.readMeasures, { params, signal }),
    counts: call(endpoints.readAccountCounts, { params, signal }),
  };
  // Whoever opens them hears of what fails; nobody may come.
  for (const part of Object.values(reading)) part.catch(() => undefined);
  return reading;
}

/** A graph as it was sent; with the shapes of units that are areas, which it does not hold, kept for whoever draws them. */
export async function readGraph(unitsId: string, { layer }: Pick<Units, 'layer'>, packed: ArrayBuffer): Promise<UnitGraph> {
  const graph = unpackGraph(packed);
  if (layer !== null) keepAreaShapes(graph.ids, await call(endpoints.readShapes, { params: { unitsId } }));
  return graph;
}

/**
 * Units as they arrive.
 *
 * @param onGraph hears of the graph, and of the bytes it is read from, as soon as it is there, while the rest is on its way
 */
export async function openUnits(unitsId: string, reading = readUnits(unitsId), onGraph?: (graph: UnitGraph, packed: ArrayBuffer) => void): Promise<OpenUnits & { readonly told: Units }> {
  const [told, graph, packedMeasures, packedCounts] = await Promise.all([
    reading.told,
    reading.graph.then(async (packed) => {
      const read = await readGraph(unitsId, await reading.told, packed);
      onGraph?.(read, packed);
      return read;
    }),
    reading.measures,
    reading.counts,
  ]);
  const values = unpackMeasures(packedMeasures);
  return { unitsId, told, graph, measures: told.measures.map(({ key, unit }, row) => ({ key, unit, values: values[row] })), accountsPerUnit: unpackCounts(packedCounts, graph.ids.length) };
}
