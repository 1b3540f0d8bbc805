import fc from 'fast-check';
import { expect, it } from 'vitest';
import { footprint, type Footprint, type Heads } from './undoStack.ts';

it('follows two plain stacks, whatever is changed, undone and redone', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('change', 'undo', 'redo')), (kinds) => {
      const undo: number[] = [];
      const redo: number[] = [];
      const log = new Map<number, Footprint>();
      let heads: Heads = { undo: null, redo: null };
      kinds.forEach((wanted, i) => {
        const gesture = i + 1;
        const kind = wanted === 'undo' && undo.length === 0 ? 'change' : wanted === 'redo' && redo.length === 0 ? 'change' : wanted;
        const taken = kind === 'change' ? null : heads[kind]!;
        const left = footprint(heads, gesture, kind, taken === null ? null : log.get(taken)!.below);
        log.set(gesture, left);
        heads = left;
        if (kind === 'change') {
          undo.push(gesture);
          redo.length = 0;
        } else {
          (kind === 'undo' ? undo : redo).pop();
          (kind === 'undo' ? redo : undo).push(gesture);
        }
        expect([heads.undo, heads.redo]).toEqual([undo.at(-1) ?? null, redo.at(-1) ?? null]);
      });
    }),
  );
});
