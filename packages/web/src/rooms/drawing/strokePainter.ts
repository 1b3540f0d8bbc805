import { onlyBetter, type Standing } from '../../editor/ground/onlyBetter.ts';
import { UNASSIGNED } from '@hexalign/engine';
import type { Editor } from '../../editor/Editor.ts';
import type { Refusal } from '../../editor/Refusal.ts';
import type { NearUnits } from '../../map/nearUnits.ts';
import { mark, type UnitLayer } from '../../map/unitLayer.ts';
import { filtered, type PaintFilter } from './paintFilter.ts';

/** One step of a stroke, Mercator. */
export interface Sweep {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  /** Unit under the pointer, -1 for none: taken even when the brush is smaller than it. */
  readonly unit: number;
  /** Mercator. */
  readonly radius: number;
  /** Only what evens out. */
  readonly level: boolean;
}

/**
 * Paints one step of the stroke that the editor has begun: units under the brush, those that the filter and the balance
 * leave, nearest to the pointer first.
 */
export function paintStep(editor: Editor, near: NearUnits, layer: UnitLayer, sweep: Sweep, filter: PaintFilter, nameOf: (slot: number) => string): void {
  const { stroke } = editor.state;
  if (!stroke) return;
  const [[ax, ay], [bx, by]] = [sweep.from, sweep.to];
  const touched = near.along(ax, ay, bx, by, sweep.radius);
  if (sweep.unit >= 0 && !touched.includes(sweep.unit)) touched.push(sweep.unit);
  const found = filtered(touched, editor.slots, stroke.to, filter, nameOf);
  let { units } = found;
  let met: Refusal | null = found.met;
  if (sweep.level && units.length > 0) {
    units = units.filter((u) => editor.refusalOf(u, stroke.to) === null).sort((a, b) => near.distance2(a, bx, by) - near.distance2(b, bx, by) || a - b);
    const better = onlyBetter(units, stroke.to, { slots: editor.slots, values: editor.measures.map(({ values }) => values), standing: (slot) => standingOf(editor, slot) });
    if (better.length === 0 && units.length > 0) met = { kind: 'filtered', by: 'balance', name: '' };
    units = better;
  }
  const before = stroke.units;
  editor.extend(units, met);
  if ((editor.state.stroke?.units ?? 0) > before) layer.setMark(units.filter((u) => editor.slots[u] === stroke.to), mark.stroke, true);
}

function standingOf(editor: Editor, slot: number): Standing | null {
  if (slot === UNASSIGNED) return null;
  const { balance } = editor.figureOf(slot);
  return { sums: Float64Array.from(balance, ({ sum }) => sum), targets: balance.map(({ target }) => target) };
}
