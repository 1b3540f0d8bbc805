import { ShapeMethods } from './shapeMethods.ts';

const methods = new ShapeMethods();

self.addEventListener('message', ({ data }: MessageEvent<{ id: number; method: 'open' | 'draw'; args: never }>) => {
  try {
    const value = (methods[data.method] as (...args: unknown[]) => unknown).apply(methods, data.args);
    self.postMessage({ id: data.id, value });
  } catch (error) {
    self.postMessage({ id: data.id, error: error instanceof Error ? error.message : String(error) });
  }
});
