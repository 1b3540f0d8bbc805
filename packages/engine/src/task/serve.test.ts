import { MessageChannel, Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { EngineError } from '../base/errors.ts';
import { connect } from './connect.ts';
import { serve } from './serve.ts';
import { drain, type Progress, type Task } from './task.ts';
import * as tasks from '../../test/fixtures/tasks.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

function inline() {
  const { port1, port2 } = new MessageChannel();
  closers.push(() => port1.close());
  serve(port2, tasks);
  return connect<typeof tasks>(port1);
}

function threaded() {
  const worker = new Worker(new URL('../../test/fixtures/worker.ts', import.meta.url));
  closers.push(() => void worker.terminate());
  return connect<typeof tasks>(worker);
}

test('a worker thread that stops ends its calls', async () => {
  const worker = new Worker(new URL('../../test/fixtures/worker.ts', import.meta.url));
  await expect(connect<typeof tasks>(worker).call('endless', null, { onProgress: () => void worker.terminate() })).rejects.toMatchObject({ code: 'task.closed' });
});

describe.each([['on this thread', inline], ['in a worker thread', threaded]])('a task %s', (_, open) => {
  test('gives the answer it gives when it is drained', async () => {
    expect(await open().call('sum', { upTo: 2_000_000, chunk: 1000 })).toBe(drain(tasks.sum({ upTo: 2_000_000, chunk: 1000 })));
  });

  test('tells its progress on the way', async () => {
    const heard: Progress[] = [];
    await open().call('work', { ms: 120 }, { onProgress: (progress) => heard.push(progress) });
    expect(heard.length).toBeGreaterThan(1);
    heard.forEach((progress, i) => expect(progress.done).toBeGreaterThanOrEqual(i > 0 ? heard[i - 1].done : 0));
  });

  test('can be cancelled, and its clean-up runs', async () => {
    const connection = open();
    const stop = new AbortController();
    const call = connection.call('endless', null, { signal: stop.signal, onProgress: () => stop.abort(new Error('enough')) });
    await expect(call).rejects.toThrow('enough');
    expect(await connection.call('cleanUps', null)).toBe(1);
    expect(await connection.call('sum', { upTo: 10, chunk: 3 })).toBe(45);
  });

  test('finishes early with the best it has when asked', async () => {
    const finish = new AbortController();
    const call = open().call('endless', null, { finish: finish.signal, onProgress: () => finish.abort() });
    expect(await call).toBeGreaterThan(0);
    expect(await open().call('endless', null, { finish: AbortSignal.abort() })).toBeGreaterThan(0);
  });

  test('errors cross with code, sentence and value', async () => {
    await expect(open().call('fail', { value: [1, 2] })).rejects.toMatchObject({ name: 'EngineError', code: 'fixture.bad', message: 'Two is bad.', value: [1, 2] });
    await expect(open().call('failOddly', null)).rejects.toMatchObject({ code: 'internal', message: 'odd' });
    await expect(open().call('nothing' as 'fail', { value: 0 })).rejects.toMatchObject({ code: 'task.unknown_method' });
    await expect(open().call('uncloneable', null)).rejects.toBeInstanceOf(EngineError);
  });

  test('answers may be plain values, and calls take turns', async () => {
    const connection = open();
    const long = connection.call('work', { ms: 300 });
    const order: string[] = [];
    await Promise.all([long.then(() => order.push('long')), connection.call('sum', { upTo: 5, chunk: 1 }).then(() => order.push('short'))]);
    expect(order).toEqual(['short', 'long']);
  });

  test('buffers can be handed over both ways', async () => {
    const numbers = Float64Array.of(1, 2, 3);
    const back = await open().call('double', numbers, { transfer: [numbers.buffer] });
    expect(numbers.byteLength).toBe(0);
    expect(back).toEqual(Float64Array.of(2, 4, 6));
  });
});

test('a call fails when the other end goes away', async () => {
  const worker = new Worker(new URL('../../test/fixtures/worker.ts', import.meta.url));
  const { port1, port2 } = new MessageChannel();
  worker.postMessage(port2, [port2]);
  const call = connect<typeof tasks>(port1).call('endless', null, { onProgress: () => void worker.terminate() });
  await expect(call).rejects.toMatchObject({ code: 'task.closed' });
  await expect(connect<typeof tasks>(port1).call('cleanUps', null, { signal: AbortSignal.abort(new Error('never mind')) })).rejects.toThrow('never mind');
});

test('a plan in the progress of a slice is not lost to a later step of the same slice', async () => {
  const { port1, port2 } = new MessageChannel();
  closers.push(() => port1.close());
  function* planThenWords(): Task<number> {
    yield { phase: 'seed', done: 0.1, slots: Uint16Array.of(7) };
    yield { phase: 'refine', done: 0.2 };
    while (!(yield { phase: 'refine', done: 0.3 }));
    return 1;
  }
  serve(port2, { planThenWords });
  const heard: Progress[] = [];
  const finish = new AbortController();
  const onProgress = (progress: Progress): void => {
    heard.push(progress);
    finish.abort();
  };
  await connect(port1).call('planThenWords', null, { finish: finish.signal, onProgress });
  expect(heard[0]).toMatchObject({ phase: 'refine', slots: Uint16Array.of(7) });
});
