import { useSyncExternalStore } from 'react';
import { commandIds, rowOf, type CommandId } from './keymap.ts';

/** What this browser has chosen of the keys. */
export interface KeyChoices {
  /** Single letters, digits and signs start commands; keys with Ctrl, and those that are no character, always do. */
  readonly single: boolean;
  /** Keys of commands that have others than the table gives them. */
  readonly own: Readonly<Partial<Record<CommandId, readonly string[]>>>;
}

const STORED = 'hexalign.keys';
const usual: KeyChoices = { single: true, own: {} };
const listeners = new Set<() => void>();
let known: KeyChoices | null = null;

function read(): KeyChoices {
  try {
    const stored = JSON.parse(localStorage.getItem(STORED) ?? '{}') as { single?: unknown; own?: unknown };
    const own = typeof stored.own === 'object' && stored.own !== null ? (stored.own as Record<string, unknown>) : {};
    return {
      single: stored.single !== false,
      own: Object.fromEntries(commandIds.flatMap((id) => (isKeys(own[id]) ? [[id, own[id]]] : []))),
    };
  } catch {
    // What cannot be read counts as nothing chosen.
    return usual;
  }
}

function isKeys(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((key) => typeof key === 'string');
}

export function keyChoices(): KeyChoices {
  return (known ??= read());
}

function keep(next: KeyChoices): void {
  known = next;
  localStorage.setItem(STORED, JSON.stringify(next));
  for (const listener of listeners) listener();
}

/** A key that is a character alone, or with Shift: what somebody who speaks to their computer may start by accident. */
export function isSingle(key: string): boolean {
  return key.replace(/^shift\+/, '').length === 1;
}

/** Keys of a command as chosen here, whether or not single ones are on. */
export function chosenKeys(id: CommandId, { own }: KeyChoices = keyChoices()): readonly string[] {
  return own[id] ?? rowOf(id).keys;
}

/** Keys that start a command now. */
export function liveKeys(id: CommandId, choices: KeyChoices = keyChoices()): readonly string[] {
  // A place in the list says which of nine was meant, so that keys are only taken away from the end or all together.
  return chosenKeys(id, choices).filter((key) => choices.single || !isSingle(key));
}

/** The command that a key starts already, if it is another one than `id`. */
export function holderOf(key: string, id: CommandId): CommandId | null {
  return commandIds.find((other) => other !== id && chosenKeys(other).includes(key)) ?? null;
}

/** Gives a command one key in place of its own; a command that had it has none of it any longer. */
export function giveKey(id: CommandId, key: string): void {
  const { single, own } = keyChoices();
  const holder = holderOf(key, id);
  keep({ single, own: { ...own, ...(holder ? { [holder]: chosenKeys(holder).filter((one) => one !== key) } : {}), [id]: [key] } });
}

/** Every command has the keys of the table again. */
export function usualKeys(): void {
  keep({ ...keyChoices(), own: {} });
}

export function switchSingle(single: boolean): void {
  keep({ ...keyChoices(), single });
}

/** The choices, and anew whenever they change here. */
export function useKeyChoices(): KeyChoices {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, keyChoices);
}
