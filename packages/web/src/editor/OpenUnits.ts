import { endpoints, unpackCounts, unpackMeasures, type Units } from '@hexalign/api/contract';
import { unpackGraph, type Measure, type UnitGraph } from '@hexalign/engine';
import { call } from '../server/call.ts';

/** The units that a scenario stands on, as they were read from the server. */
export interface OpenUnits {
  readonly unitsId: string;
  readonly graph: UnitGraph;
  readonly measures: readonly Measure[];
  /** n accounts per unit. */
  readonly accountsPerUnit: Uint32Array;
}

/**
 * Reads a set of units with what the server says of it. Units never change under their id, so the browser keeps them.
 *
 * @param onGraph hears of the graph, and of the bytes it is read from, as soon as it is there, while the rest is on its way
 */
export async function openUnits(unitsId: string, signal?: AbortSignal, onGraph?: (graph: UnitGraph, packed: ArrayBuffer) => void): Promise<OpenUnits & { readonly told: Units }> {
  const params = { unitsId };
  const [told, graph, packedMeasures, packedCounts] = await Promise.all([
    call(endpoints.readUnits, { params, signal }),
    call(endpoints.readGraph, { params, signal }).then((packed) => {
      const read = unpackGraph(packed);
      onGraph?.(read, packed);
      return read;
    }),
    call(endpoints.readMeasures, { params, signal }),
    call(endpoints.readAccountCounts, { params, signal }),
  ]);
  const values = unpackMeasures(packedMeasures);
  return { unitsId, told, graph, measures: told.measures.map(({ key, unit }, row) => ({ key, unit, values: values[row] })), accountsPerUnit: unpackCounts(packedCounts, graph.ids.length) };
}
