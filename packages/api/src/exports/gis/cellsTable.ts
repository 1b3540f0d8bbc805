import { UNASSIGNED } from '@hexalign/engine';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Exported } from '../exported.ts';
import { territoryAt } from '../planSheet.ts';
import { sheetLine } from '../sheetLine.ts';
import { stampFields } from '../stamp.ts';
import { stampMetadata } from './stampMetadata.ts';

type Cells = Pick<Exported, 'plan' | 'stamp'>;

/** What the first column is called: H3 indexes are known by that name to maps and warehouses. */
function unitName({ resolution }: Cells['plan']): string {
  return resolution === null ? 'unit' : 'h3';
}

/** `cells.csv`: every unit with its territory, ground and sums, and where the table comes from in every row, for tables that are joined or heaped up elsewhere. */
export function* cellsCsv({ plan, stamp }: Cells): Generator<string, void> {
  const { graph, measures, slots, territories } = plan;
  const { plan_id, revision, hash } = stampFields(stamp);
  yield sheetLine([unitName(plan), 'territory', 'name', 'area_km2', ...measures.map(({ key }) => key), 'plan_id', 'revision', 'hash']);
  for (let u = 0; u < graph.ids.length; u++) {
    yield sheetLine([graph.ids[u], territoryAt(territories, slots[u]), territories[slots[u]]?.name ?? '', graph.areaKm2[u], ...measures.map(({ values }) => values[u]), plan_id, revision, hash]);
  }
}

/** `cells.parquet`: the same with typed columns; where it comes from stands in the file's metadata. A unit that nobody has is null. */
export function cellsParquet({ plan, stamp }: Cells): Uint8Array {
  const { graph, measures, slots, territories } = plan;
  const own = ['territory', 'name', 'area_km2', unitName(plan)];
  const column = (name: string): string => (own.includes(name) ? `${name}_` : name);
  return new Uint8Array(parquetWriteBuffer({
    columnData: [
      { name: unitName(plan), data: [...graph.ids], type: 'STRING' },
      { name: 'territory', data: Array.from(slots, (slot) => (slot === UNASSIGNED ? null : territories[slot].id)), type: 'STRING' },
      { name: 'name', data: Array.from(slots, (slot) => (slot === UNASSIGNED ? null : territories[slot].name)), type: 'STRING' },
      { name: 'area_km2', data: Float64Array.from(graph.areaKm2), type: 'DOUBLE' },
      ...measures.map(({ key, values }) => ({ name: column(key), data: Float64Array.from(values), type: 'DOUBLE' as const })),
    ],
    kvMetadata: stampMetadata(stamp),
    createdBy: `hexalign ${plan.engineVersion}`,
  }));
}
