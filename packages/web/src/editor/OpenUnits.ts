import { endpoints, unpackAccounts, unpackMeasures, type Units } from '@hexalign/api/contract';
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

/** Reads a set of units with what the server says of it. Units never change under their id, so the browser keeps them. */
export async function openUnits(unitsId: string, signal?: AbortSignal): Promise<OpenUnits & { readonly told: Units }> {
  const params = { unitsId };
  const [told, packedGraph, packedMeasures, packedAccounts] = await Promise.all([
    call(endpoints.readUnits, { params, signal }),
    call(endpoints.readGraph, { params, signal }),
    call(endpoints.readMeasures, { params, signal }),
    call(endpoints.readAccounts, { params, signal }),
  ]);
  const graph = unpackGraph(packedGraph);
  const values = unpackMeasures(packedMeasures);
  const accountsPerUnit = new Uint32Array(graph.ids.length);
  for (const unit of unpackAccounts(packedAccounts).unit) accountsPerUnit[unit]++;
  return { unitsId, told, graph, measures: told.measures.map(({ key, unit }, row) => ({ key, unit, values: values[row] })), accountsPerUnit };
}
