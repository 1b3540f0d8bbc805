import type { Db } from '../db/db.ts';
import { AppError } from '../http/appError.ts';
import { admitHook, post, type AllowedHooks } from './post.ts';
import { signedHeaders } from './signature.ts';
import * as store from './store.ts';

/** A hook to which nothing got through for so long rests until somebody looks at it. */
const REST_AFTER_MS = 3 * 24 * 3600 * 1000;

/** A try that failed: the queue makes another one later. */
export class TryAgain extends Error {}

/**
 * Tries to deliver a happening once.
 *
 * @param mostTries after as many it is over
 * @throws TryAgain when it is to be tried again
 */
export async function deliver(db: Db, allowed: AllowedHooks, deliveryId: string, mostTries: number, now = new Date()): Promise<void> {
  const delivery = await store.openDelivery(db, deliveryId);
  if (delivery === null) return;
  const { id, event, body, at, attempts, url, secret, hook_id, failing_since } = delivery;
  const content = JSON.stringify({ type: event, timestamp: at.toISOString(), data: body });
  const outcome = await tryOnce(url, content, signedHeaders(secret, id, Math.floor(now.getTime() / 1000), content), allowed);
  if (outcome.state === 'delivered') {
    await store.recordTry(db, delivery, outcome);
    return;
  }
  const over = attempts + 1 >= mostTries;
  await store.recordTry(db, delivery, { ...outcome, state: over ? 'failed' : 'waiting' });
  if (failing_since !== null && now.getTime() - failing_since.getTime() > REST_AFTER_MS) {
    await store.enableHook(db, hook_id, false, 'The hook rests: nothing got through for three days.');
    return;
  }
  if (!over) throw new TryAgain(`hook ${hook_id}: ${outcome.detail}`);
}

async function tryOnce(url: string, content: string, headers: Readonly<Record<string, string>>, allowed: AllowedHooks): Promise<{ state: 'delivered' | 'failed'; status: number | null; detail: string | null }> {
  try {
    // What is allowed may have changed since the hook was made.
    const status = await post(admitHook(url, allowed), content, headers, allowed);
    return status >= 200 && status < 300 ? { state: 'delivered', status, detail: null } : { state: 'failed', status, detail: `The answer was ${status}.` };
  } catch (error) {
    const facts = error instanceof AppError ? [error.facts.found, error.facts.expected && `expected ${error.facts.expected}`] : [(error as Error).message];
    return { state: 'failed', status: null, detail: facts.filter(Boolean).join('; ').slice(0, 500) };
  }
}
