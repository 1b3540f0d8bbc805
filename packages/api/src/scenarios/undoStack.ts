/** The gestures that one person can take back and make again next; null = none. */
export interface Heads {
  readonly undo: number | null;
  readonly redo: number | null;
}

/** What a gesture leaves: the heads after it, and what lies under it on the stack it was laid on. */
export interface Footprint extends Heads {
  readonly below: number | null;
}

/**
 * What a gesture does to one person's two stacks, which are kept in the log itself: every gesture remembers what lies
 * below it, so that the log need not be read to know what comes next. A change of one's own is laid on the stack of
 * undo and clears the other; an undo takes the head off it and is laid on the stack of redo; a redo the other way round.
 *
 * @param heads as the person's last gesture left them
 * @param gesture seq of its first entry
 * @param kind what it is
 * @param belowTaken for `undo` and `redo`: what lies below the gesture that is taken back
 */
export function footprint(heads: Heads, gesture: number, kind: 'change' | 'undo' | 'redo', belowTaken: number | null = null): Footprint {
  switch (kind) {
    case 'change': return { undo: gesture, redo: null, below: heads.undo };
    case 'undo': return { undo: belowTaken, redo: gesture, below: heads.redo };
    case 'redo': return { undo: gesture, redo: belowTaken, below: heads.undo };
  }
}
