import { useEffect } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import type { PlanMap } from '../../map/PlanMap.ts';
import { slotPaints } from '../../map/slotPaints.ts';
import type { SlotPaint } from '../../map/unitLayer.ts';
import type { Scheme } from '../../theme/roles.ts';
import { balancePaints, shadePaints, type Shading } from './fillPicture.ts';
import { pickedPaints, wholeLegend, type LegendPick } from './legendPick.ts';
import type { Fill } from './shown.ts';

const locksOf = (state: EditorState): EditorState['locks'] => state.locks;

/**
 * Fills the cells: with the colours of their territories, with how balanced these are, or with how much lies in each cell. Balance
 * follows a stroke by its palette alone, whatever the number of cells.
 */
export function useFill(map: PlanMap | null, editor: Editor, fill: Fill, shading: Shading | null, colours: readonly number[], scheme: Scheme, pick: LegendPick = wholeLegend): void {
  const locks = useEditor(editor, locksOf);
  useEffect(() => map?.units.setShades(shading?.classes ?? null, editor.slots), [map, editor, shading]);
  useEffect(() => map?.setOutlined(fill.kind !== 'territory'), [map, fill]);
  useEffect(() => {
    if (!map) return;
    const paints = (): readonly SlotPaint[] => (shading ? shadePaints(shading, scheme) : fill.kind === 'balance' ? balancePaints(editor.state, fill.at, scheme) : slotPaints(colours, scheme, locks));
    const show = (): void => map.units.setPalette(pickedPaints(paints(), pick, editor.state, fill, scheme), scheme);
    // Colours of territories and classes of cells follow no stroke, unless only some are shown.
    if (fill.kind !== 'balance' && (shading !== null || pick === wholeLegend)) return show();
    let drawn: EditorState['figures'] | null = null;
    const follow = (): void => {
      if (editor.state.figures === drawn) return;
      drawn = editor.state.figures;
      show();
    };
    follow();
    return editor.subscribe(follow);
  }, [map, editor, fill, shading, colours, scheme, locks, pick]);
}
