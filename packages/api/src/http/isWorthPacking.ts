import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Bytes: the graph of more than half a million cells is read sooner as it is than squeezed to half its size. */
const MOST = 48_000_000;

const OWN = /^(::1|(::ffff:)?127\.)/;

/**
 * Whether an answer is compressed: streams are not, for they would wait; nor what is very large; nor what goes to a browser on the
 * server's own machine without a proxy between, where both ends would pay for a way that costs nothing.
 */
export function isWorthPacking(request: IncomingMessage, response: ServerResponse): boolean {
  if (String(response.getHeader('content-type')).startsWith('text/event-stream') || Number(response.getHeader('content-length')) > MOST) return false;
  // A request that was cut off, for it was too large, has no socket any more.
  const socket = request.socket as Socket | null;
  return request.headers['x-forwarded-for'] !== undefined || !OWN.test(socket?.remoteAddress ?? '');
}
