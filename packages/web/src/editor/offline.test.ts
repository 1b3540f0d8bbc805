import { describe, expect, it } from 'vitest';
import type { Editor } from './Editor.ts';
import { FakeServer, n, open, settled } from './fakeServer.ts';
import type { Journal } from './journal/Journal.ts';
import type { Line, Unsettled } from './journal/Line.ts';

/** What a browser keeps while its pages come and go. */
class FakeDisk {
  readonly lines = new Map<string, { line: Line; page: number }>();
  readonly open = new Map<string, Unsettled>();
  readonly living = new Set<number>();
  full = false;
  private pages = 0;
  private alone: Promise<Line[]> = Promise.resolve([]);

  journal(): Journal & { kill(): void } {
    const page = ++this.pages;
    this.living.add(page);
    return {
      lasting: true,
      change: async ({ put = [], drop = [], open: opened = [], close = [] }) => {
        if (this.full) throw new DOMException('no room', 'QuotaExceededError');
        if (!this.living.has(page)) return;
        for (const line of put) this.lines.set(line.id, { line: structuredClone(line), page });
        for (const id of drop) this.lines.delete(id);
        for (const one of opened) this.open.set(one.id, structuredClone(one));
        for (const id of close) this.open.delete(id);
      },
      adopt: (already) => (this.alone = this.alone.then(async () => {
        const left = [...this.lines.values()].filter((kept) => !this.living.has(kept.page));
        if (left.length === 0) return [];
        const known = await already(left.map(({ line }) => line));
        for (const { line } of left) {
          if (known.has(line.id)) this.lines.delete(line.id);
          else this.lines.set(line.id, { line, page });
        }
        return left.map(({ line }) => line).filter(({ id }) => !known.has(id));
      })),
      unsettled: async () => [...this.open.values()],
      onOther: () => () => undefined,
      close: () => void this.living.delete(page),
      kill: () => void this.living.delete(page),
    };
  }
}

/** Opens the scenario in a new page, as after a reload. */
async function visit(disk: FakeDisk, server: FakeServer): Promise<ReturnType<typeof open> & { leave(): void }> {
  const journal = disk.journal();
  const opened = open(new Uint16Array(n), server, journal);
  await Promise.all([opened.editor.readUnsettled(), opened.editor.recover()]).catch(() => undefined);
  await settled(opened.editor);
  return { ...opened, leave: () => journal.kill() };
}

const painted = (server: FakeServer): number[][] => server.log.flatMap(({ edit, actor }) => (edit?.type === 'assign' && actor.id === 'You' ? [[...edit.patch.units, edit.patch.to[0]]] : []));
const somebody = (server: FakeServer, units: number[], to: number): void => {
  const slots = new Uint16Array(n);
  for (const { edit } of server.log) if (edit?.type === 'assign') edit.patch.units.forEach((u, i) => (slots[u] = edit.patch.to[i]));
  server.add({ type: 'assign', by: 'brush', patch: { units, from: units.map((u) => slots[u]), to: units.map(() => to) } }, null, 'Somebody');
};
const at = (editor: Editor, ...units: number[]): number[] => units.map((u) => editor.slots[u]);
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('changes made while the server is away', () => {
  it('survive the page, and are sent in their order by the next one', async () => {
    const [disk, server] = [new FakeDisk(), new FakeServer()];
    const first = await visit(disk, server);
    server.down = true;
    first.editor.move([1, 2], 1);
    first.editor.move([2, 3], 2);
    await settled(first.editor);
    await turn();
    expect([first.editor.state.save, first.editor.kept]).toEqual([{ kind: 'waiting', gestures: 2, kept: true }, true]);
    first.leave();
    server.down = false;
    const { editor, notices } = await visit(disk, server);
    await settled(editor);
    expect(painted(server)).toEqual([[1, 2, 1], [2, 3, 2]]);
    expect([at(editor, 1, 2, 3), editor.state.save.kind, disk.lines.size]).toEqual([[1, 2, 2], 'saved', 0]);
    expect(notices).toEqual([{ kind: 'broughtBack', gestures: 2 }]);
  });

  it('are written once, though the answer got lost, the page died, and others changed the place after', async () => {
    const [disk, server] = [new FakeDisk(), new FakeServer()];
    const first = await visit(disk, server);
    server.deaf = true;
    first.editor.move([1, 2], 1);
    await settled(first.editor);
    first.leave();
    server.deaf = false;
    somebody(server, [2], 2);
    const { editor } = await visit(disk, server);
    expect([painted(server), at(editor, 1, 2), editor.places(), disk.lines.size]).toEqual([[[1, 2, 1]], [1, 2], [], 0]);
  });

  it('are written once when the same page asks again', async () => {
    const [disk, server] = [new FakeDisk(), new FakeServer()];
    const { editor } = await visit(disk, server);
    server.deaf = true;
    editor.move([1, 2], 1);
    await settled(editor);
    server.deaf = false;
    somebody(server, [2, 3], 2);
    editor.retry();
    await settled(editor);
    expect([painted(server), at(editor, 1, 2, 3), editor.places()]).toEqual([[[1, 2, 1]], [1, 2, 2], []]);
  });

  it('are sent by one page of several', async () => {
    const [disk, server] = [new FakeDisk(), new FakeServer()];
    const first = await visit(disk, server);
    server.down = true;
    first.editor.move([1], 1);
    await settled(first.editor);
    server.down = false;
    // The first page lives: its change is its own.
    const second = await visit(disk, server);
    expect([at(second.editor, 1), server.log.length]).toEqual([[0], 0]);
    first.leave();
    const [third, fourth] = await Promise.all([visit(disk, server), visit(disk, server)]);
    expect([painted(server), third.notices.length + fourth.notices.length]).toEqual([[[1, 1]], 1]);
  });

  it('leave theirs where others were, keep mine over any number of visits, and lose nothing to a gesture in between', async () => {
    const [disk, server] = [new FakeDisk(), new FakeServer()];
    const first = await visit(disk, server);
    server.down = true;
    first.editor.move([1, 2, 3], 1);
    first.editor.move([4], 2);
    await settled(first.editor);
    first.leave();
    server.down = false;
    somebody(server, [2, 3], 2);
    const second = await visit(disk, server);
    expect(second.notices).toEqual([{ kind: 'unsettled' }]);
    expect([at(second.editor, 1, 2, 3, 4), painted(server)]).toEqual([[1, 2, 2, 2], [[1, 1], [4, 2]]]);
    second.editor.move([9], 1);
    await settled(second.editor);
    second.leave();
    const { editor } = await visit(disk, server);
    expect(editor.places()).toMatchObject([{ units: [2, 3], base: 0, mine: 1, theirs: 2 }]);
    // Decided for mine: one step, which can be undone.
    expect(editor.takeMine(editor.places())).toBe(true);
    await settled(editor);
    await turn();
    expect([at(editor, 2, 3), editor.places(), disk.open.size, painted(server).at(-1)]).toEqual([[1, 1], [], 0, [2, 3, 1]]);
    await editor.undo('undo');
    expect(at(editor, 2, 3)).toEqual([2, 2]);
  });

  it('can be decided for theirs, and that be taken back', async () => {
    const [disk, server] = [new FakeDisk(), new FakeServer()];
    const { editor } = await visit(disk, server);
    server.down = true;
    editor.move([1], 1);
    await settled(editor);
    somebody(server, [1], 2);
    server.down = false;
    editor.retry();
    await settled(editor);
    const before = editor.settle(editor.places());
    await turn();
    expect([editor.places(), disk.open.size]).toEqual([[], 0]);
    editor.unsettle(before);
    await turn();
    expect([editor.places().length, disk.open.size]).toEqual([1, 1]);
  });

  it('wait for a decision when others submitted the scenario meanwhile', async () => {
    const [disk, server] = [new FakeDisk(), new FakeServer()];
    const first = await visit(disk, server);
    server.down = true;
    first.editor.move([1], 1);
    await settled(first.editor);
    first.leave();
    [server.down, server.status] = [false, 'review'];
    const { editor } = await visit(disk, server);
    await settled(editor);
    expect([at(editor, 1), server.log.length]).toEqual([[0], 0]);
    expect(editor.places()).toMatchObject([{ units: [1], mine: 1, reason: 'frozen', fits: false }]);
    expect(disk.open.size).toBe(1);
  });

  it('are undone without the server, the last one first', async () => {
    const [disk, server] = [new FakeDisk(), new FakeServer()];
    const { editor } = await visit(disk, server);
    server.down = true;
    editor.move([1], 1);
    await settled(editor);
    editor.move([2], 2);
    await editor.undo('undo');
    expect(at(editor, 1, 2)).toEqual([1, 0]);
    await editor.undo('redo');
    expect(at(editor, 1, 2)).toEqual([1, 2]);
    await editor.undo('redo');
    await editor.undo('undo');
    expect(at(editor, 1, 2)).toEqual([1, 0]);
    // The server may have had the first one: it is undone by one more.
    await editor.undo('undo');
    expect(at(editor, 1, 2)).toEqual([0, 0]);
    await editor.undo('undo');
    expect(at(editor, 1, 2)).toEqual([0, 0]);
    server.down = false;
    editor.retry();
    await settled(editor);
    expect(painted(server)).toEqual([[1, 1], [1, 0]]);
  });

  it('are called kept only when the browser has room for them', async () => {
    const [disk, server] = [new FakeDisk(), new FakeServer()];
    const { editor } = await visit(disk, server);
    disk.full = true;
    server.down = true;
    editor.move([1], 1);
    await settled(editor);
    await turn();
    expect([editor.state.save, editor.kept]).toEqual([{ kind: 'waiting', gestures: 1, kept: false }, false]);
    server.down = false;
    editor.retry();
    await settled(editor);
    expect([painted(server), editor.kept]).toEqual([[[1, 1]], true]);
  });

  it('stay where a page left them that was closed in the application, for the next one', async () => {
    const [disk, server] = [new FakeDisk(), new FakeServer()];
    const first = await visit(disk, server);
    server.down = true;
    first.editor.move([1], 1);
    await settled(first.editor);
    first.editor.close();
    await turn();
    server.down = false;
    first.editor.retry();
    await settled(first.editor);
    expect(server.log).toEqual([]);
    const second = await visit(disk, server);
    expect([painted(server), at(second.editor, 1)]).toEqual([[[1, 1]], [1]]);
  });
});

describe('changes under way', () => {
  it('are laid anew in the order of the server when an answer brings what others changed', async () => {
    const server = new FakeServer();
    const { editor, notices } = open(new Uint16Array(n), server);
    somebody(server, [5], 2);
    editor.move([1], 1);
    editor.move([5], 1);
    await settled(editor);
    expect([painted(server), at(editor, 1, 5)]).toEqual([[[1, 1], [5, 1]], [1, 1]]);
    expect(server.log.at(-1)?.edit).toMatchObject({ patch: { units: [5], from: [2], to: [1] } });
    expect(notices.filter(({ kind }) => kind === 'refused')).toEqual([]);
  });
});
