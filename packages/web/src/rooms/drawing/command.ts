import type { CommandId } from './keymap.ts';

/** Something the workspace can do, by key or by name. */
export interface Command {
  readonly id: CommandId;
  /** In words, as the sheet of keys and tooltips show it. */
  readonly title: string;
  readonly keys: readonly string[];
  /** Changes the plan. */
  readonly edits: boolean;
  /**
   * @param at which of its keys was pressed, from 0; 0 when it was not started by a key
   */
  run(at: number): void;
  /** Of a command that works while its key is down: the key has come up. */
  release?(): void;
}
