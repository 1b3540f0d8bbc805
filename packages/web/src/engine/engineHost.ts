import { connect, type Connection } from '@hexalign/engine';
import { engineWorker } from './engineWorker.ts';
import type { EngineMethods } from './methods.ts';
import { workerPort } from './workerPort.ts';

export type EngineHost = Connection<EngineMethods>;

let host: EngineHost | null = null;

/** The engine in its web worker, so that the page never waits for it. */
export function engineHost(): EngineHost {
  host ??= connect<EngineMethods>(workerPort(engineWorker()));
  return host;
}
