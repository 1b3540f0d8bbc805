import type { FeatureCollection } from 'geojson';
import type { Editor } from '../../editor/Editor.ts';
import { formatMeasure } from '../../text/format.ts';
import type { Catalogue } from '../../text/useText.ts';
import { nameOf } from '../scenarios/names.ts';
import { nearestPlace } from './nearestPlace.ts';

/** One cell in a sentence: the town near it, what it holds, whose it is and whom it borders on. */
export function cellWords(editor: Editor, unit: number, places: FeatureCollection | null, { cursor, workspace }: Catalogue): string {
  const { graph, slots, measures, state } = editor;
  const name = (slot: number): string => nameOf(state, slot, workspace.unassigned);
  const others = new Set<number>();
  for (let i = graph.offsets[unit]; i < graph.offsets[unit + 1]; i++) others.add(slots[graph.neighbors[i]]);
  others.delete(slots[unit]);
  const near = places ? nearestPlace(places, graph.lngLat[2 * unit], graph.lngLat[2 * unit + 1]) : null;
  const value = measures.length > 0 ? formatMeasure(measures[0].values[unit], measures[0].unit) : null;
  return cursor.cell(near, editor.accountsAt(unit), value, name(slots[unit]), [...others].map(name));
}
