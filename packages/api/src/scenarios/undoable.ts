/** What of an entry decides about undo. */
export interface LogLine {
  readonly seq: number;
  readonly gesture: number;
  readonly undoes: number | null;
}

/** The gestures that can be taken back and made again next; null = none. */
export interface Undoable {
  readonly undo: number | null;
  readonly redo: number | null;
}

/**
 * Reads the state of one person's undo from the log, as if it had been followed from the start: a change of one's own
 * clears what could be redone, an undo moves its gesture over, a redo moves it back.
 *
 * @param lines the person's own entries, ascending
 */
export function undoable(lines: readonly LogLine[]): Undoable {
  const gestureOf = new Map(lines.map(({ seq, gesture }) => [seq, gesture]));
  const undo: number[] = [];
  const redo: number[] = [];
  for (const { seq, gesture, undoes } of lines) {
    if (seq !== gesture) continue;
    const back = undoes === null ? undefined : gestureOf.get(undoes);
    if (back === undefined) {
      undo.push(gesture);
      redo.length = 0;
    } else if (redo.at(-1) === back) {
      redo.pop();
      undo.push(gesture);
    } else {
      const at = undo.lastIndexOf(back);
      if (at >= 0) undo.splice(at, 1);
      redo.push(gesture);
    }
  }
  return { undo: undo.at(-1) ?? null, redo: redo.at(-1) ?? null };
}
