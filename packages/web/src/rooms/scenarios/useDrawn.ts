import { useEffect, useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import type { EngineHost } from '../../engine/engineHost.ts';
import type { CellMesh } from '../../map/cellMesh.ts';
import type { SlotNeighbours } from '../../map/slotNeighbours.ts';
import { territoryShapes, type TerritoryShapes } from '../../map/territoryShapes.ts';

/** Borders, names and neighbours of one state of the assignment, ready for the map. */
export interface Picture {
  readonly shapes: TerritoryShapes;
  readonly neighbours: SlotNeighbours;
}

const revisionOf = (state: EditorState): number => state.revision;
const countOf = (state: EditorState): number => state.territories.length;

/** Has the worker draw an assignment. The slots are handed over: give a copy. */
export async function draw(host: EngineHost, fingerprint: string, slots: Uint16Array<ArrayBuffer>, k: number, toleranceM: number): Promise<Picture> {
  const { outlines, labels, neighbours } = await host.call('draw', { fingerprint, slots, k, toleranceM }, { transfer: [slots.buffer] });
  return { shapes: territoryShapes(outlines, labels), neighbours };
}

/** The picture of the committed assignment, made anew in the worker after each change and when the map comes closer; the last one stays until then. */
export function useDrawn(editor: Editor, host: EngineHost, mesh: CellMesh | null, toleranceM: number): Picture | null {
  const revision = useEditor(editor, revisionOf);
  const k = useEditor(editor, countOf);
  const [picture, setPicture] = useState<Picture | null>(null);
  useEffect(() => {
    if (mesh === null) return;
    let live = true;
    draw(host, editor.graph.fingerprint, editor.slots.slice() as Uint16Array<ArrayBuffer>, k, toleranceM).then((next) => live && setPicture(next), () => undefined);
    return () => {
      live = false;
    };
  }, [editor, host, mesh, revision, k, toleranceM]);
  return picture;
}

/** Size of the details that the screen cannot show at a zoom, in steps, so that the borders are not traced anew at every turn of the wheel. */
export function detailM(zoom: number): number {
  const step = Math.min(12, Math.max(3, 2 * Math.ceil(zoom / 2)));
  return 60_000 / 2 ** step;
}
