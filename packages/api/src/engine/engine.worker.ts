import { once } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import { serve } from '@hexalign/engine';
import { methods } from './methods.ts';

/** Serves the engine on the port of one task, until the other side closes it. */
export default async function work({ port }: { port: MessagePort }): Promise<void> {
  serve(port, methods);
  await once(port, 'close');
}
