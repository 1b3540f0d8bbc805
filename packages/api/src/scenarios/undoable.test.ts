import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { undoable, type LogLine } from './undoable.ts';

describe('undoable', () => {
  it('says of any log what two plain stacks would', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('do', 'undo', 'redo'), fc.integer({ min: 1, max: 3 })), { maxLength: 40 }), (steps) => {
        const log: LogLine[] = [];
        let undo: number[] = [];
        let redo: number[] = [];
        let seq = 0;
        for (const [step, size] of steps) {
          const back = step === 'undo' ? undo.at(-1) : step === 'redo' ? redo.at(-1) : undefined;
          if (step !== 'do' && back === undefined) continue;
          const gesture = seq + 1;
          const undone = back === undefined ? [] : log.filter((line) => line.gesture === back).map((line) => line.seq).reverse();
          for (let i = 0; i < (undone.length || size); i++) log.push({ seq: ++seq, gesture, undoes: undone[i] ?? null });
          if (step === 'do') [undo, redo] = [[...undo, gesture], []];
          else if (step === 'undo') [undo, redo] = [undo.slice(0, -1), [...redo, gesture]];
          else [undo, redo] = [[...undo, gesture], redo.slice(0, -1)];
        }
        expect(undoable(log)).toEqual({ undo: undo.at(-1) ?? null, redo: redo.at(-1) ?? null });
      }),
    );
  });
});
