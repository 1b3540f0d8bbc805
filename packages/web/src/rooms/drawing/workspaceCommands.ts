import { UNASSIGNED } from '@hexalign/engine';
import type { Dispatch, RefObject } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { ToolName } from '../../editor/tools/tools.ts';
import type { Catalogue } from '../../text/useText.ts';
import type { Toast } from '../../ui/toast.ts';
import { nameOf } from '../scenarios/names.ts';
import type { View, ViewAction } from '../scenarios/view.ts';
import { toggleAllLocks, toggleLock } from './clicks.ts';
import type { Command } from './command.ts';
import { liveKeys, type KeyChoices } from './keyChoices.ts';
import { commandIds, rowOf, type CommandId } from './keymap.ts';
import { pin, pinnedIds } from './pins.ts';
import type { HeldKeys, ToolHandle } from './toolHandle.ts';

/** What commands work on. */
export interface CommandGround {
  readonly editor: Editor;
  readonly scenarioId: string;
  readonly view: View;
  readonly text: Catalogue;
  readonly handle: RefObject<ToolHandle | null>;
  /** Keys as chosen in this browser. */
  readonly keys: KeyChoices;
  dispatch: Dispatch<ViewAction>;
  toast(toast: Toast): void;
  zoomTo(slot: number): void;
  zoomAll(): void;
  find(): void;
  /** A step to the next problem, or back. */
  problem(by: 1 | -1): void;
  design(): void;
  versions(): void;
  inForce(): void;
  people(): void;
  exceptions(): void;
  whatIf(): void;
  typing(): void;
  /** Hides people from oneself, or shows them again. */
  hidePeople(): void;
  compare(): void;
  /** Nothing can be undone now: a design runs. */
  readonly resting: boolean;
}

/** Everything the workspace does by key, as a list: what can be searched, shown and started by name too. */
export function workspaceCommands(ground: CommandGround): Command[] {
  const { editor, scenarioId, view, text, handle, dispatch, toast } = ground;
  const { territories } = editor.state;
  const live = territories.flatMap((territory, slot) => (territory?.level === 0 ? [slot] : []));
  const step = (by: number) => (): void => {
    if (live.length === 0) return;
    const at = live.indexOf(view.selected);
    dispatch({ type: 'select', slot: live[(at + by + live.length + (at < 0 && by < 0 ? 1 : 0)) % live.length] });
  };
  const hold = (key: keyof HeldKeys): Pick<Command, 'run' | 'release'> => ({ run: () => handle.current?.hold(key, true), release: () => handle.current?.hold(key, false) });
  const toggle = (part: 'table' | 'keys') => (): void => dispatch({ type: 'toggle', part });
  const undo = (direction: 'undo' | 'redo') => (): void => {
    if (ground.resting) toast({ text: text.drawing.blocked.designUndo, tone: 'warning' });
    else void editor.undo(direction);
  };
  const take = (tool: ToolName): Pick<Command, 'run'> => ({ run: () => dispatch({ type: 'tool', tool }) });
  const actions: Record<CommandId, Pick<Command, 'run' | 'release'>> = {
    select: take('select'), brush: take('brush'), eraser: take('eraser'), lasso: take('lasso'), polygon: take('polygon'), rectangle: take('rectangle'), radius: take('radius'),
    fill: take('fill'), grow: take('grow'), swap: take('swap'), merge: take('merge'), split: take('split'), hold: take('hold'),
    smaller: { run: () => dispatch({ type: 'size', by: -1 }) },
    larger: { run: () => dispatch({ type: 'size', by: 1 }) },
    eyedropper: hold('eyedropper'),
    onlyUnassigned: hold('unassigned'),
    onlyBetter: hold('level'),
    pan: hold('pan'),
    lastPoint: { run: () => handle.current?.backspace() },
    finish: { run: () => handle.current?.enter() },
    drop: { run: () => handle.current?.escape() },
    pinned: {
      run: (at) => {
        const id = pinnedIds(scenarioId, territories)[at];
        const slot = territories.findIndex((territory) => territory !== null && territory.id === id);
        if (slot >= 0) dispatch({ type: 'select', slot });
      },
    },
    pin: {
      run: (at) => {
        const territory = view.selected === UNASSIGNED ? null : territories[view.selected];
        if (!territory) return;
        pin(scenarioId, territories, at, territory.id);
        toast({ text: text.drawing.toast.pinned(nameOf(editor.state, view.selected, text.workspace.unassigned), at + 1) });
      },
    },
    previous: { run: step(-1) },
    next: { run: step(1) },
    lock: { run: () => (view.selected >= 0 && view.selected !== UNASSIGNED ? toggleLock({ editor }, view.selected) : dispatch({ type: 'tool', tool: 'lock' })) },
    lockAll: { run: () => toggleAllLocks({ editor, text, toast }) },
    nextProblem: { run: () => ground.problem(1) },
    previousProblem: { run: () => ground.problem(-1) },
    find: { run: ground.find },
    zoom: { run: () => (view.selected >= 0 ? ground.zoomTo(view.selected) : ground.zoomAll()) },
    zoomAll: { run: ground.zoomAll },
    table: { run: toggle('table') },
    mapOnly: { run: () => dispatch({ type: 'mapOnly' }) },
    palette: { run: () => dispatch({ type: 'toggle', part: 'palette', on: true }) },
    keys: { run: toggle('keys') },
    undo: { run: undo('undo') },
    redo: { run: undo('redo') },
    versions: { run: ground.versions },
    nameState: { run: () => dispatch({ type: 'name' }) },
    compare: { run: ground.compare },
    design: { run: ground.design },
    inForce: { run: ground.inForce },
    people: { run: ground.people },
    exceptions: { run: ground.exceptions },
    whatIf: { run: ground.whatIf },
    typing: { run: ground.typing },
    hidePeople: { run: ground.hidePeople },
  };
  return commandIds.map((id): Command => {
    return { id, title: text.drawing.commands[id], keys: liveKeys(id, ground.keys), edits: rowOf(id).edits ?? false, ...actions[id] };
  });
}
