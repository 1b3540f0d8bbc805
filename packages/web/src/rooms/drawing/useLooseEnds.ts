import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import { allTo } from '../../editor/ground/moves.ts';
import type { EngineHost } from '../../engine/engineHost.ts';
import type { LooseShape } from '../../engine/methods.ts';

/** Details of outlines of loose ends that the screen cannot show, metres. */
const DETAIL_M = 200;

export interface LooseEnds {
  /** What the last gesture left hanging loose. */
  readonly ends: readonly LooseShape[];
  /** Gives one, or all, to whoever should have it; one step. */
  repair(ends: readonly LooseShape[]): void;
  dismiss(): void;
}

/** Islands and holes of the whole plan, asked of the worker. */
export function allLooseEnds(editor: Editor, host: EngineHost): Promise<LooseShape[]> {
  return host.call('looseEnds', { fingerprint: editor.graph.fingerprint, slots: editor.slots.slice(), changed: null, toleranceM: DETAIL_M });
}

/** Outlines islands and holes as soon as a gesture makes them; another change of the plan takes the hint away. */
export function useLooseEnds(editor: Editor, host: EngineHost, ready: boolean): LooseEnds {
  const [ends, setEnds] = useState<readonly LooseShape[]>([]);
  useEffect(() => {
    if (!ready) return;
    let before = editor.slots.slice();
    let { revision } = editor.state;
    let turn = 0;
    const stopNotices = editor.onNotice(({ kind }) => {
      if (kind !== 'moved') return;
      const changed: number[] = [];
      for (let u = 0; u < before.length; u++) if (before[u] !== editor.slots[u]) changed.push(u);
      before = editor.slots.slice();
      ({ revision } = editor.state);
      const mine = ++turn;
      host.call('looseEnds', { fingerprint: editor.graph.fingerprint, slots: editor.slots.slice(), changed, toleranceM: DETAIL_M }).then((found) => { if (turn === mine) setEnds(found); }, () => undefined);
    });
    const stop = editor.subscribe(() => {
      if (editor.state.stroke || editor.state.revision === revision) return;
      ({ revision } = editor.state);
      // The notice of one's own gesture comes right after its revision: it looks again.
      turn++;
      setEnds([]);
      queueMicrotask(() => { if (editor.state.revision === revision && !editor.state.stroke) before = editor.slots.slice(); });
    });
    return () => {
      turn++;
      stopNotices();
      stop();
    };
  }, [editor, host, ready]);
  const repair = useCallback((which: readonly LooseShape[]) => {
    const moves = which.filter(({ taker }) => taker !== null).map(({ units, taker }) => allTo(units, taker as number));
    editor.assign({ units: moves.flatMap(({ units }) => [...units]), to: moves.flatMap(({ to }) => [...to]) }, 'whatif');
  }, [editor]);
  const dismiss = useCallback(() => setEnds([]), []);
  return useMemo(() => ({ ends, repair, dismiss }), [ends, repair, dismiss]);
}
