import type { Line, Unsettled } from './Line.ts';

/** A step of the journal: all of it is kept, or nothing. */
export interface JournalStep {
  /** Gestures to keep, new ones at the end; one that is known is replaced in its place. */
  readonly put?: readonly Line[];
  /** Gestures that the server has, or that nobody wants any more. */
  readonly drop?: readonly string[];
  /** What waits for a decision from now on; one that is known is replaced. */
  readonly open?: readonly Unsettled[];
  readonly close?: readonly string[];
}

/** What one person did in one scenario and the server has not, kept in the browser. */
export interface Journal {
  /** What is kept outlives the page. */
  readonly lasting: boolean;
  /** Makes steps in the order of the calls. Rejects when the browser has no room. */
  change(step: JournalStep): Promise<void>;
  /**
   * Takes over gestures of pages that have gone, oldest first. Of several pages one gets each of them.
   *
   * @param already says which of these the server has: they are dropped. When it fails, nothing is taken over.
   */
  adopt(already: (lines: readonly Line[]) => Promise<ReadonlySet<string>>): Promise<Line[]>;
  /** What waits for a decision, oldest first. */
  unsettled(): Promise<Unsettled[]>;
  /** Told when another page changed what waits for a decision, or is gone and may have left gestures behind. */
  onOther(listener: () => void): () => void;
  /** The page leaves the scenario: another may take over what is kept. */
  close(): void;
}

/** A journal that ends with the page: for browsers that keep nothing. */
export function memoryJournal(): Journal {
  const open = new Map<string, Unsettled>();
  return {
    lasting: false,
    change: ({ open: opened = [], close = [] }) => {
      for (const one of opened) open.set(one.id, one);
      for (const id of close) open.delete(id);
      return Promise.resolve();
    },
    adopt: () => Promise.resolve([]),
    unsettled: () => Promise.resolve([...open.values()]),
    onOther: () => () => undefined,
    close: () => undefined,
  };
}
