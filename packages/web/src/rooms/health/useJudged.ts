import { useCallback, useEffect, useRef, useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import type { EngineHost } from '../../engine/engineHost.ts';
import type { LooseShape } from '../../engine/methods.ts';
import { allLooseEnds } from '../drawing/useLooseEnds.ts';

/** Edits come faster than a whole plan needs to be looked through. */
const REST_MS = 700;
const revisionOf = (state: EditorState): number => state.revision;
const NONE: readonly LooseShape[] = [];

/** Islands and holes of the whole plan, looked for whenever it has rested. */
export interface Judged {
  readonly loose: readonly LooseShape[];
  /** They are those of the plan as it is now. */
  readonly fresh: boolean;
  /** When the plan was looked through last; null before the first time. */
  readonly at: number | null;
  /** Looks through it now instead of when it rests. */
  hurry(): void;
}

export function useJudged(editor: Editor, host: EngineHost, ready: boolean): Judged {
  const revision = useEditor(editor, revisionOf);
  const [found, setFound] = useState<{ revision: number; loose: readonly LooseShape[]; at: number } | null>(null);
  const turn = useRef(0);
  const look = useCallback(() => {
    const mine = ++turn.current;
    const of = editor.state.revision;
    // A plan that changes meanwhile is looked through again; a worker that fails leaves what was found before.
    allLooseEnds(editor, host).then((loose) => { if (turn.current === mine) setFound({ revision: of, loose, at: Date.now() }); }, () => undefined);
  }, [editor, host]);
  useEffect(() => {
    if (!ready) return;
    const timer = setTimeout(look, REST_MS);
    return () => clearTimeout(timer);
  }, [ready, revision, look]);
  const hurry = useCallback(() => { if (ready) look(); }, [ready, look]);
  return { loose: found?.loose ?? NONE, fresh: found?.revision === revision, at: found?.at ?? null, hurry };
}
