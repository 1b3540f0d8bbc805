import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { balanceClass, classify, edgesOf, NO_DATA } from '../../map/classes.ts';
import { slotPaints } from '../../map/slotPaints.ts';
import type { SlotPaint } from '../../map/unitLayer.ts';
import { diverging, rampOf } from '../../theme/dataRamps.ts';
import { mapColors } from '../../theme/mapColors.ts';
import type { Scheme } from '../../theme/roles.ts';
import { fillKey, type Shown } from './shown.ts';

/** Pattern of sparse dots, as the shader knows it; no territory has it. */
const DOTS = 6;

/** Ground that densities are told for. */
const PER_KM2 = 100;

/** Classes of the cells by how much of something lies in them. */
export interface Shading {
  readonly kind: 'measure' | 'accounts';
  /** Position of the measure, -1 for accounts. */
  readonly at: number;
  readonly edges: readonly number[];
  /** Class per cell, `NO_DATA` where nothing lies. */
  readonly classes: Uint8Array;
  readonly counts: readonly number[];
  readonly none: number;
}

/** Cuts the cells of a plan into classes for the fill that is shown; null where cells are filled by their territory. */
export function shadingOf(editor: Editor, { fill, cut, edges: byHand }: Pick<Shown, 'fill' | 'cut' | 'edges'>): Shading | null {
  if (fill.kind !== 'measure' && fill.kind !== 'accounts') return null;
  const at = fill.kind === 'measure' ? fill.at : -1;
  const area = editor.graph.areaKm2;
  const densities = Float64Array.from(area, (km2, u) => ((at < 0 ? editor.accountsAt(u) : editor.measures[at].values[u]) / Math.max(km2, 1e-9)) * PER_KM2);
  const own = byHand[fillKey(fill)];
  const edges = own && own.length > 0 ? own : edgesOf(densities, cut);
  return { kind: fill.kind, at, edges, ...classify(densities, edges) };
}

/** One entry per class, the one of no data last but for what the renderer wants at the end. */
export function shadePaints(shading: Shading, scheme: Scheme): SlotPaint[] {
  const bare: SlotPaint = { fill: mapColors.ownLand[scheme], pattern: DOTS };
  const ramp = rampOf(shading.counts.length, scheme).map((fill): SlotPaint => ({ fill, pattern: 0 }));
  return [...ramp, ...Array.from({ length: NO_DATA + 1 - ramp.length }, () => bare), bare];
}

/** Territories by how far they are from their target in one measure; locked ones keep their hatch, unassigned ground its own. */
export function balancePaints({ territories, figures, locks }: EditorState, at: number, scheme: Scheme): SlotPaint[] {
  const plain = slotPaints(territories.map(() => 0), scheme, locks);
  return plain.map((paint, slot): SlotPaint => {
    const balance = figures[slot]?.balance[at];
    if (slot === plain.length - 1) return paint;
    if (!balance || balance.target <= 0) return { fill: mapColors.ownLand[scheme], pattern: DOTS };
    return { fill: diverging[scheme][balanceClass(balance.deviation, balance.inside, balance.tolerance)], pattern: paint.pattern & 128 };
  });
}
