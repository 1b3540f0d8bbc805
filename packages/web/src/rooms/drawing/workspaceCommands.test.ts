import { describe, expect, it } from 'vitest';
import { open } from '../../editor/fakeServer.ts';
import { en } from '../../text/en.ts';
import type { Toast } from '../../ui/toast.ts';
import { firstView } from '../scenarios/view.ts';
import { keyChoices } from './keyChoices.ts';
import { workspaceCommands } from './workspaceCommands.ts';

describe('undo', () => {
  it('says why it waits while a design runs, and undoes nothing', () => {
    const { editor, notices } = open();
    const told: Toast[] = [];
    const nothing = (): void => undefined;
    const commands = workspaceCommands({
      editor, scenarioId: '', view: firstView, text: en, handle: { current: null }, keys: keyChoices(), dispatch: nothing, toast: (toast) => told.push(toast), resting: true,
      zoomTo: nothing, zoomAll: nothing, find: nothing, problem: nothing, design: nothing, versions: nothing, inForce: nothing, people: nothing, exceptions: nothing, whatIf: nothing, typing: nothing, hidePeople: nothing, compare: nothing,
    });
    for (const id of ['undo', 'redo']) commands.find((command) => command.id === id)!.run(0);
    expect(told.map(({ text }) => text)).toEqual([en.drawing.blocked.designUndo, en.drawing.blocked.designUndo]);
    expect(notices).toEqual([]);
  });
});
