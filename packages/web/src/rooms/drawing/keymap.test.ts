import { describe, expect, it } from 'vitest';
import { drawing } from '../../text/en/drawing.ts';
import { commandIds, keyCaps, keyName, rowOf } from './keymap.ts';

const press = (key: string, more: Partial<KeyboardEvent> = {}): string => keyName({ key, code: '', ctrlKey: false, metaKey: false, shiftKey: false, ...more });

describe('the keys of the workspace', () => {
  it('stand for one command each, and every command has words', () => {
    const keys = commandIds.flatMap((id) => rowOf(id).keys);
    expect(new Set(keys).size).toBe(keys.length);
    expect(Object.keys(drawing.commands).toSorted()).toEqual(commandIds.toSorted());
  });

  it('go by the character, digits with Shift by their place', () => {
    expect([press('b'), press('B', { shiftKey: true }), press('?', { shiftKey: true }), press('z', { ctrlKey: true, shiftKey: true }), press('Z', { metaKey: true, shiftKey: true })]).toEqual(['b', 'shift+b', '?', 'ctrl+shift+z', 'ctrl+shift+z']);
    expect([press('!', { code: 'Digit1', shiftKey: true }), press('1', { code: 'Digit1' }), press(' ', { code: 'Space' }), press('Shift', { shiftKey: true }), press('Escape')]).toEqual(['shift+1', '1', 'space', 'shift', 'escape']);
  });

  it('are shown as they stand on a keyboard', () => {
    expect([keyCaps('ctrl+shift+z'), keyCaps('escape'), keyCaps('['), keyCaps('space')]).toEqual([['Ctrl', 'Shift', 'Z'], ['Esc'], ['['], ['Space']]);
  });
});
