import { createHmac, randomBytes } from 'node:crypto';

/** A secret of a hook, as Standard Webhooks writes it. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/**
 * Headers by which a receiver knows that a message is ours, whole and fresh (Standard Webhooks 1.0): HMAC-SHA-256 over id, time and body.
 *
 * @param seconds when it is sent, since 1970
 */
export function signedHeaders(secret: string, id: string, seconds: number, body: string): Record<string, string> {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${signature}` };
}
