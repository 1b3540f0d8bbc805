import { describe, expect, it } from 'vitest';
import { ProgressWriter, type Mark } from './progressWriter.ts';

/** A writer whose writes end when they are told to. */
function held(): { marks: Mark[]; release: () => void; writer: ProgressWriter } {
  const marks: Mark[] = [];
  const waiting: (() => void)[] = [];
  const writer = new ProgressWriter((mark) => {
    marks.push({ ...mark });
    return new Promise((resolve) => waiting.push(resolve));
  }, 0);
  return { marks, release: () => waiting.shift()?.(), writer };
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

describe('ProgressWriter', () => {
  it('writes the first mark at once, then only the latest, with slots that were passed over', async () => {
    const { marks, release, writer } = held();
    const slots = Uint16Array.of(1, 2);
    writer.report({ phase: 'a', done: 0.1 });
    writer.report({ phase: 'b', done: 0.2, worstDeviation: 0.5, slots });
    writer.report({ phase: 'c', done: 1.7 });
    await turn();
    expect(marks).toEqual([{ phase: 'a', done: 0.1, worstDeviation: null, slots: null }]);
    release();
    await turn();
    expect(marks.slice(1)).toEqual([{ phase: 'c', done: 1, worstDeviation: 0.5, slots }]);
    writer.report({ phase: 'd', done: 0.9 });
    release();
    await turn();
    expect(marks.slice(2)).toEqual([{ phase: 'd', done: 0.9, worstDeviation: 0.5, slots: null }]);
    release();
    await writer.close();
  });

  it('finishes with the latest mark, however long the pause', async () => {
    const marks: string[] = [];
    const writer = new ProgressWriter(async ({ phase }) => void marks.push(phase), 3_600_000);
    writer.report({ phase: 'a', done: 0 });
    await turn();
    writer.report({ phase: 'b', done: 0.5 });
    writer.report({ phase: 'c', done: 1 });
    await writer.finish();
    writer.report({ phase: 'd', done: 1 });
    expect(marks).toEqual(['a', 'c']);
  });

  it('ends with the write under way and writes nothing after it', async () => {
    const { marks, release, writer } = held();
    writer.report({ phase: 'a', done: 0 });
    writer.report({ phase: 'b', done: 0 });
    const closed = writer.close();
    release();
    await closed;
    writer.report({ phase: 'c', done: 0 });
    await turn();
    expect(marks.map(({ phase }) => phase)).toEqual(['a']);
  });
});
