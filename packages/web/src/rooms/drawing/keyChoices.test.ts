import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as KeyChoices from './keyChoices.ts';

const kept = new Map<string, string>();

/** The module as a page that opens finds it. */
async function opened(): Promise<typeof KeyChoices> {
  vi.resetModules();
  vi.stubGlobal('localStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) });
  return import('./keyChoices.ts');
}

beforeEach(() => kept.clear());

describe('chosen keys', () => {
  it('are taken from the command that had them, kept in the browser, and set back', async () => {
    const first = await opened();
    first.giveKey('brush', 'l');
    const again = await opened();
    expect([again.chosenKeys('brush'), again.chosenKeys('lasso'), again.holderOf('l', 'lasso')]).toEqual([['l'], [], 'brush']);
    again.usualKeys();
    expect([again.chosenKeys('brush'), again.chosenKeys('lasso')]).toEqual([['b'], ['l']]);
  });

  it('of one character start nothing when they are switched off; all others do', async () => {
    const keys = await opened();
    keys.switchSingle(false);
    expect([keys.liveKeys('brush'), keys.liveKeys('lockAll'), keys.liveKeys('pinned'), keys.liveKeys('undo'), keys.liveKeys('drop')]).toEqual([[], [], [], ['ctrl+z'], ['escape']]);
  });

  it('that cannot be read count as none', async () => {
    kept.set('hexalign.keys', '{"own":{"brush":7,"nonsense":["x"]}');
    expect((await opened()).liveKeys('brush')).toEqual(['b']);
    kept.set('hexalign.keys', '{"own":{"brush":7,"nonsense":["x"]}}');
    expect((await opened()).keyChoices()).toEqual({ single: true, own: {} });
  });
});
