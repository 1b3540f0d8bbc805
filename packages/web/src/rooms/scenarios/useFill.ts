import { useEffect } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import type { PlanMap } from '../../map/PlanMap.ts';
import { slotPaints } from '../../map/slotPaints.ts';
import type { Scheme } from '../../theme/roles.ts';
import { balancePaints, shadePaints, type Shading } from './fillPicture.ts';
import type { Fill } from './shown.ts';

const locksOf = (state: EditorState): EditorState['locks'] => state.locks;

/**
 * Fills the cells: with the colours of their territories, with how balanced these are, or with how much lies in each cell. Balance
 * follows a stroke by its palette alone, whatever the number of cells.
 */
export function useFill(map: PlanMap | null, editor: Editor, fill: Fill, shading: Shading | null, colours: readonly number[], scheme: Scheme): void {
  const locks = useEditor(editor, locksOf);
  useEffect(() => map?.units.setShades(shading?.classes ?? null, editor.slots), [map, editor, shading]);
  useEffect(() => map?.setOutlined(fill.kind !== 'territory'), [map, fill]);
  useEffect(() => {
    if (!map) return;
    if (shading) return map.units.setPalette(shadePaints(shading, scheme), scheme);
    if (fill.kind !== 'balance') return map.units.setPalette(slotPaints(colours, scheme, locks), scheme);
    const { at } = fill;
    let drawn: EditorState['figures'] | null = null;
    const follow = (): void => {
      if (editor.state.figures === drawn) return;
      drawn = editor.state.figures;
      map.units.setPalette(balancePaints(editor.state, at, scheme), scheme);
    };
    follow();
    return editor.subscribe(follow);
  }, [map, editor, fill, shading, colours, scheme, locks]);
}
