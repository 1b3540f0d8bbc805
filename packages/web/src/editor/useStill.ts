import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { Editor } from './Editor.ts';
import type { EditorState } from './EditorState.ts';

/** The state as the last gesture left it: what looks at the whole plan does not look anew at every step of a stroke. */
export function useStill(editor: Editor): EditorState {
  const still = useRef(editor.state);
  return useSyncExternalStore(
    editor.subscribe,
    useCallback(() => {
      if (editor.state.stroke === null) still.current = editor.state;
      return still.current;
    }, [editor]),
  );
}
