import { connect, type Connection } from '@hexalign/engine';
import type { EngineMethods } from './methods.ts';
import { workerPort } from './workerPort.ts';

export type EngineHost = Connection<EngineMethods>;

let host: EngineHost | null = null;

/** The engine in a web worker, one for the life of the page, so that the page never waits for it. */
export function engineHost(): EngineHost {
  host ??= connect<EngineMethods>(workerPort(new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'engine' })));
  return host;
}
