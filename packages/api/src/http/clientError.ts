import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { maxHeaderSize } from 'node:http';
import { AppError } from './appError.ts';
import { problemOf } from './problem.ts';

/** Answers what never became a request: too long an address or too many headers, or no HTTP at all. */
export function clientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const known = error.code === 'HPE_HEADER_OVERFLOW'
    ? new AppError('request.too_long', { expected: `address and headers of at most ${maxHeaderSize} bytes together` })
    : new AppError('request.unreadable', { detail: 'This is no HTTP request.' });
  const problem = problemOf(known, randomUUID());
  const body = JSON.stringify(problem);
  socket.end(`HTTP/1.1 ${problem.status} ${problem.code}\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`);
}
