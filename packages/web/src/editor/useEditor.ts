import { useCallback, useSyncExternalStore } from 'react';
import type { Editor } from './Editor.ts';
import type { EditorState } from './EditorState.ts';

/** A small part of the open document; the component draws again only when that part is another one. */
export function useEditor<T>(editor: Editor, select: (state: EditorState) => T): T {
  return useSyncExternalStore(
    editor.subscribe,
    useCallback(() => select(editor.state), [editor, select]),
  );
}
