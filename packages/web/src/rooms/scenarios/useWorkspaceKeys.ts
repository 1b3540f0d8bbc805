import { UNASSIGNED } from '@hexalign/engine';
import type { Dispatch } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import { useKeys } from './useKeys.ts';
import type { ToolName, View, ViewAction } from './view.ts';

interface Options {
  readonly editor: Editor;
  readonly view: View;
  readonly dispatch: Dispatch<ViewAction>;
  zoomTo(slot: number): void;
  fitAll(): void;
  readonly designing: boolean;
  openDesign(): void;
  openVersions(): void;
  openForce(): void;
  openPanel(panel: 'people' | 'exceptions'): void;
  /** To the next issue, or the one before. */
  stepIssue(by: number): void;
  compare(): void;
}

/** The keys of the workspace; the sheet under `?` lists them. */
export function useWorkspaceKeys({ editor, view, dispatch, zoomTo, fitAll, designing, openDesign, openVersions, openForce, openPanel, stepIssue, compare }: Options): void {
  const tool = (name: ToolName) => () => {
    if (name === 'select' || !editor.readOnly) dispatch({ type: 'tool', tool: name });
  };
  const step = (by: number) => () => {
    const live = editor.state.territories.flatMap((territory, slot) => (territory && territory.level === 0 ? [slot] : []));
    if (live.length === 0) return;
    const at = live.indexOf(view.selected);
    dispatch({ type: 'select', slot: live[(at + by + live.length + (at < 0 && by < 0 ? 1 : 0)) % live.length] });
  };
  const undo = (direction: 'undo' | 'redo') => () => {
    if (!designing) void editor.undo(direction);
  };
  useKeys({
    v: tool('select'), b: tool('brush'), e: tool('eraser'), l: tool('lasso'),
    '[': () => dispatch({ type: 'size', by: -1 }),
    ']': () => dispatch({ type: 'size', by: 1 }),
    ',': step(-1),
    '.': step(1),
    k: () => {
      const slot = view.selected;
      if (slot < 0 || slot === UNASSIGNED) return;
      const locked = editor.state.locks.has(slot);
      editor.run({ type: 'lock', slot, from: locked, to: !locked });
    },
    f: () => (view.selected >= 0 ? zoomTo(view.selected) : fitAll()),
    'shift+f': fitAll,
    '/': () => dispatch({ type: 'toggle', part: 'searching', on: true }),
    t: () => dispatch({ type: 'toggle', part: 'table' }),
    c: openDesign, h: openVersions, d: openForce, 'shift+c': compare,
    'shift+p': () => openPanel('people'), 'shift+x': () => openPanel('exceptions'), n: () => stepIssue(1), 'shift+n': () => stepIssue(-1),
    '\\': () => dispatch({ type: 'mapOnly' }),
    '?': () => dispatch({ type: 'toggle', part: 'keys' }),
    'ctrl+z': undo('undo'), 'ctrl+shift+z': undo('redo'), 'ctrl+y': undo('redo'),
  });
}
