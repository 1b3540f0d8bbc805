import { useEffect, useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import type { EngineHost } from '../../engine/EngineHost.ts';
import type { Drawn } from '../../engine/shapeMethods.ts';

const revisionOf = (state: EditorState): number => state.revision;
const countOf = (state: EditorState): number => state.territories.length;

/** Borders and neighbours of the committed assignment, made anew in the worker after each change; the last ones stay until then. */
export function useDrawn(editor: Editor, host: EngineHost): Drawn | null {
  const revision = useEditor(editor, revisionOf);
  const k = useEditor(editor, countOf);
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  useEffect(() => {
    let live = true;
    host.draw(editor.slots.slice(), k).then((next) => live && setDrawn(next), () => undefined);
    return () => {
      live = false;
    };
  }, [editor, host, revision, k]);
  return drawn;
}
