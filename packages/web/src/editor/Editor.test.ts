import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Editor } from './Editor.ts';
import { accountsPerUnit, measures, MORE, n, NOBODY, open, settled } from './fakeServer.ts';

const K = 3;

/** What the figures must say, counted afresh. */
function expectFiguresRight(editor: Editor): void {
  const [{ values }] = editor.measures;
  const accountsOf = (u: number): number => (editor.state.unitsId === '' ? accountsPerUnit[u] : 1);
  const total = values.reduce((a, b) => a + b, 0);
  for (const slot of [0, 1, 2, NOBODY]) {
    const figure = slot === NOBODY ? editor.state.unassigned : editor.state.figures[slot];
    let [units, sum, accounts] = [0, 0, 0];
    editor.slots.forEach((s, u) => {
      if (s !== slot) return;
      units++;
      sum += values[u];
      accounts += accountsOf(u);
    });
    expect([figure.units, figure.accounts, figure.balance[0].sum]).toEqual([units, accounts, sum]);
    if (slot !== NOBODY) expect(figure.balance[0].deviation).toBeCloseTo((sum - total / K) / (total / K), 12);
  }
}

const units = fc.uniqueArray(fc.nat(n - 1), { minLength: 1, maxLength: 12 });
const targets = fc.constantFrom(0, 1, 2, NOBODY);

describe('the open document', () => {
  it('keeps every figure right through any strokes, kept or dropped', () => {
    fc.assert(fc.property(fc.array(fc.tuple(units, targets, fc.boolean()), { maxLength: 12 }), (strokes) => {
      const { editor } = open();
      for (const [cells, to, keep] of strokes) {
        const before = editor.slots.slice();
        editor.begin(to, 'brush');
        editor.extend(cells.slice(0, 4));
        editor.extend(cells);
        if (keep) editor.commit();
        else {
          editor.cancel();
          expect(editor.slots).toEqual(before);
        }
        expectFiguresRight(editor);
      }
    }), { numRuns: 60 });
  });

  it('makes one edit of one stroke and saves it at once', async () => {
    const { editor, server, notices } = open();
    editor.begin(1, 'brush');
    editor.extend([1, 2]);
    editor.extend([2, 3]);
    expect(server.log).toHaveLength(0);
    editor.commit();
    await settled(editor);
    expect(server.log.map(({ edit }) => edit)).toEqual([{ type: 'assign', by: 'brush', patch: { units: [1, 2, 3], from: [0, 0, 0], to: [1, 1, 1] } }]);
    expect(editor.state.save.kind).toBe('saved');
    expect(editor.state.seq).toBe(1);
    expect(notices).toEqual([{ kind: 'moved', units: 3, from: [0], to: [1] }]);
  });

  it('undoes on the server, so that the undo outlives the page', async () => {
    const { editor, server, notices } = open();
    const before = editor.slots.slice();
    editor.move([4, 5, 6], 2);
    await settled(editor);
    await editor.undo('undo');
    expect(editor.slots).toEqual(before);
    expectFiguresRight(editor);
    expect(server.log).toHaveLength(2);
    expect(notices.at(-1)).toMatchObject({ kind: 'undid', units: 3 });
    await editor.undo('undo');
    expect(notices.at(-1)).toEqual({ kind: 'nothing', direction: 'undo' });
  });

  it('drops a stroke in the making by an undo, and nothing before it', async () => {
    const { editor, server } = open();
    editor.move([4, 5, 6], 2);
    await settled(editor);
    const before = editor.slots.slice();
    editor.begin(1, 'brush');
    editor.extend([1, 2]);
    await editor.undo('undo');
    expect(editor.slots).toEqual(before);
    expect(server.log).toHaveLength(1);
    expectFiguresRight(editor);
  });

  it('undoes one after the other however fast it is asked, and asks the server for nothing that is not there', async () => {
    const { editor, server, notices } = open();
    const before = editor.slots.slice();
    editor.move([4, 5, 6], 2);
    editor.move([7], 2);
    await settled(editor);
    const asked = vi.spyOn(server, 'undo');
    await Promise.all([1, 2, 3, 4].map(() => editor.undo('undo')));
    expect(asked).toHaveBeenCalledTimes(2);
    expect(editor.slots).toEqual(before);
    expect(notices.at(-1)).toEqual({ kind: 'nothing', direction: 'undo' });
  });

  it('puts its own change on top of somebody else’s and says so', async () => {
    const { editor, server, notices } = open();
    server.add({ type: 'assign', by: 'brush', patch: { units: [1, 2, 9], from: [0, 0, 0], to: [2, 2, 2] } }, null, 'Somebody');
    editor.move([1, 5], 1);
    await settled(editor);
    expect(Array.from([1, 2, 5, 9], (u) => editor.slots[u])).toEqual([1, 2, 1, 2]);
    expect(server.log.at(-1)?.edit).toMatchObject({ patch: { units: [1, 5], from: [2, 0], to: [1, 1] } });
    expect(notices.find(({ kind }) => kind === 'merged')).toEqual({ kind: 'merged', met: 1 });
    expectFiguresRight(editor);
  });

  it('takes in changes of others that touch other units', async () => {
    const { editor, server } = open();
    server.add({ type: 'assign', by: 'brush', patch: { units: [9], from: [0], to: [2] } }, null, 'Somebody');
    editor.move([1], 1);
    await settled(editor);
    expect([editor.slots[1], editor.slots[9], editor.state.seq]).toEqual([1, 2, 2]);
    expectFiguresRight(editor);
  });

  it('waits for a server that is down, and loses nothing', async () => {
    const { editor, server } = open();
    server.down = true;
    editor.move([1], 1);
    await settled(editor);
    expect(editor.state.save.kind).toBe('waiting');
    editor.move([2], 1);
    server.down = false;
    editor.retry();
    await settled(editor);
    expect(editor.state.save.kind).toBe('saved');
    expect(server.log).toHaveLength(2);
  });

  it('refuses locked territories on either side', async () => {
    const { editor, notices } = open(Uint16Array.from({ length: n }, (_, u) => (u < 5 ? 1 : 0)));
    editor.run({ type: 'lock', slot: 1, from: false, to: true });
    expect(editor.begin(1, 'brush')).toBe(false);
    editor.move([1, 2, 8], 2);
    await settled(editor);
    expect([editor.slots[1], editor.slots[8]]).toEqual([1, 2]);
    expect(notices.filter(({ kind }) => kind === 'met')).toHaveLength(1);
  });

  it('shows what others change as it is told, and asks for what was left out', async () => {
    const { editor, server } = open();
    const told = server.add({ type: 'assign', by: 'brush', patch: { units: [3], from: [0], to: [1] } }, null, 'Somebody');
    expect([editor.receive([told]), editor.receive([told])]).toEqual([[told], []]);
    expect([editor.slots[3], editor.state.seq]).toEqual([1, 1]);
    server.add({ type: 'assign', by: 'brush', patch: { units: [4], from: [0], to: [2] } }, null, 'Somebody');
    editor.receive([server.add({ type: 'assign', by: 'brush', patch: { units: [4], from: [2], to: [1] } }, null, 'Somebody')]);
    await editor.sync();
    expect([editor.slots[4], editor.state.seq]).toEqual([1, 3]);
    expectFiguresRight(editor);
  });

  it('takes up new ground and measures under way, and keeps what every unit has', async () => {
    const { editor, server, notices } = open();
    editor.move([1, 2], 1);
    await settled(editor);
    editor.receive([server.grow()]);
    await editor.sync();
    expect([editor.slots.length, editor.graph.ids.length, editor.state.unitsId, editor.state.seq]).toEqual([MORE, MORE, 'more', 2]);
    expect(Array.from(editor.slots.slice(0, 3))).toEqual([0, 1, 1]);
    expect(editor.state.unassigned.units).toBe(MORE - n);
    expect(notices.at(-1)).toEqual({ kind: 'grown', newUnits: MORE - n, file: 'may.csv' });
    expectFiguresRight(editor);
    // The new ground can be given away, and an import that is undone takes it back while it is nobody's.
    editor.move([n], 2);
    await settled(editor);
    await editor.undo('undo');
    editor.receive([server.grow('more', 'less')]);
    await editor.sync();
    expect([editor.slots.length, editor.state.unitsId]).toEqual([n, 'less']);
    expectFiguresRight(editor);
  });

  it('does not change the ground under a stroke, and loses no change that waits to be saved', async () => {
    const { editor, server, notices } = open();
    server.down = true;
    editor.move([1, 2], 1);
    await settled(editor);
    editor.begin(2, 'brush');
    editor.extend([3, 4]);
    const told = server.grow();
    editor.receive([told]);
    server.down = false;
    editor.retry();
    await settled(editor);
    expect([editor.slots.length, editor.slots[3]]).toEqual([n, 2]);
    editor.extend([5]);
    editor.commit();
    await settled(editor);
    await editor.sync();
    expect([editor.slots.length, editor.state.save.kind, editor.state.seq]).toEqual([MORE, 'saved', server.log.length]);
    expect(Array.from([1, 2, 3, 4, 5, 6], (u) => editor.slots[u])).toEqual([1, 1, 2, 2, 2, 0]);
    expect(server.log.flatMap(({ edit }) => (edit?.type === 'assign' ? [edit.patch.units] : []))).toEqual([[1, 2], [3, 4, 5]]);
    expect(notices.filter(({ kind }) => kind === 'grown')).toHaveLength(1);
    expectFiguresRight(editor);
  });

  it('puts a change that waits on top of an import and of what others did, and asks where both changed the same', async () => {
    const { editor, server, notices } = open();
    server.down = true;
    editor.move([1, 2], 1);
    await settled(editor);
    server.grow();
    server.add({ type: 'assign', by: 'brush', patch: { units: [2, n], from: [0, NOBODY], to: [2, 2] } }, null, 'Somebody');
    server.down = false;
    editor.retry();
    await settled(editor);
    expect([editor.slots.length, editor.slots[1], editor.slots[2], editor.slots[n]]).toEqual([MORE, 1, 2, 2]);
    expect(notices.filter(({ kind }) => kind === 'grown' || kind === 'unsettled')).toEqual([{ kind: 'grown', newUnits: MORE - n, file: 'may.csv' }, { kind: 'unsettled' }]);
    expect(editor.places()).toMatchObject([{ place: 'units', units: [2], base: 0, mine: 1, theirs: 2, reason: 'both', fits: true }]);
    expectFiguresRight(editor);
  });

  it('lets a stroke end before it brings in what others changed', async () => {
    const { editor, server } = open();
    editor.begin(1, 'brush');
    editor.extend([1, 2]);
    editor.receive([server.add({ type: 'assign', by: 'brush', patch: { units: [9], from: [0], to: [2] } }, null, 'Somebody')]);
    expect([editor.slots[1], editor.slots[9]]).toEqual([1, 0]);
    editor.commit();
    await editor.sync();
    expect([editor.slots[1], editor.slots[9], editor.state.seq]).toEqual([1, 2, 2]);
    expectFiguresRight(editor);
  });

  it('takes no change of a scenario that is no draft, and hands back what was under way', async () => {
    const { editor, server, notices } = open();
    server.status = 'review';
    editor.move([1, 2], 1);
    await settled(editor);
    await editor.sync();
    expect([editor.slots[1], editor.state.status]).toEqual([0, 'review']);
    expect(notices.at(-1)).toEqual({ kind: 'frozen', kept: 1 });
    expect(editor.places()).toMatchObject([{ units: [1, 2], mine: 1, theirs: 0, reason: 'frozen', fits: false }]);
    expect(editor.begin(1, 'brush')).toBe(false);
    editor.run({ type: 'lock', slot: 1, from: false, to: true });
    expect(editor.state.locks.size).toBe(0);
    expect(notices.at(-1)).toEqual({ kind: 'frozen', kept: 0 });
    expectFiguresRight(editor);
  });

  it('leaves held units where they are, and says why', async () => {
    const { editor, notices } = open();
    const hold = { reason: 'a depot', owner: 'You', expires: null };
    editor.run({ type: 'hold', subject: 'unit 4', from: null, to: hold });
    expect(editor.refusalOf(4, 1)).toEqual({ kind: 'held', unit: 4 });
    editor.move([4, 5], 1);
    await settled(editor);
    expect([editor.slots[4], editor.slots[5]]).toEqual([0, 1]);
    editor.move([4], 2);
    expect(notices.at(-1)).toEqual({ kind: 'met', refusal: { kind: 'held', unit: 4 } });
    expectFiguresRight(editor);
  });

  it('sends the edits of one gesture in one request, on top of what somebody else did', async () => {
    const { editor, server } = open();
    server.add({ type: 'assign', by: 'brush', patch: { units: [9], from: [0], to: [2] } }, null, 'Somebody');
    const fourth = { id: 'T04', name: 'T04', colour: null, person: null, parent: null, level: 0 };
    editor.together([{ type: 'territory', slot: 3, from: null, to: fourth }, { type: 'assign', by: 'whatif', patch: { units: [1, 9], from: [0, 0], to: [3, 3] } }]);
    await settled(editor);
    expect([server.log.length, server.requests, editor.slots[1], editor.slots[9], editor.state.territories[3]?.name]).toEqual([3, 2, 3, 3, 'T04']);
    expect(editor.state.figures[3].units).toBe(2);
  });

  it('counts accounts apart from their ground where they belong, whatever their ground does', async () => {
    const { editor } = open();
    const before = editor.state.figures.map(({ balance, accounts }) => [balance[0].sum, accounts]);
    editor.setLoads([{ unit: 4, slot: 2, values: [3] }]);
    expect(editor.state.figures.map(({ balance, accounts }) => [balance[0].sum, accounts])).toEqual([[before[0][0] - 3, before[0][1] - 1], before[1], [before[2][0] + 3, before[2][1] + 1]]);
    // Its ground goes to another: the account stays with who has it.
    editor.move([4], 1);
    expect(editor.state.figures[1].balance[0].sum).toBe(measures[0].values[4] - 3);
    expect([editor.state.figures[2].balance[0].sum, editor.accountsAt(4)]).toEqual([3, accountsPerUnit[4]]);
    await settled(editor);
    editor.setLoads([]);
    expectFiguresRight(editor);
  });

  it('brings in what a design added', async () => {
    const { editor, server } = open(new Uint16Array(n).fill(NOBODY));
    const all = Array.from({ length: n }, (_, u) => u);
    server.add({ type: 'assign', by: 'solver', patch: { units: all, from: all.map(() => NOBODY), to: all.map((u) => u % 3) } });
    await editor.sync();
    expect(editor.state.unassigned.units).toBe(0);
    expect(editor.state.undo).toBe(1);
    expectFiguresRight(editor);
  });
});
