import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type {} from 'pino-http';
import { z } from 'zod';
import { errors, type ErrorCode, type Problem } from '../../contract/errors.ts';
import { isUnreachable } from '../db/unreachable.ts';
import { InputError } from '../datasets/inputError.ts';
import { AppError, type ErrorFacts } from './appError.ts';

/** Problem document of any error; what is not known is `internal` and tells nothing of the inside. */
export function problemOf(error: unknown, requestId: string): Problem {
  const { code, facts } = known(error);
  const { status, title } = errors[code];
  return { type: `about:blank#${code}`, title, status, code, ...facts, requestId };
}

/** Sends errors as `application/problem+json`; an unexpected one is logged whole. */
export function problemHandler(): ErrorRequestHandler {
  return (error: unknown, request: Request, response: Response, next) => {
    const problem = problemOf(error, String(request.id));
    if (problem.status >= 500) request.log.error({ err: error, code: problem.code }, 'request failed');
    if (response.headersSent) {
      next(error);
      return;
    }
    // A refused upload is read to its end, or its sender would see a broken connection instead of the reason.
    if (!request.complete) {
      response.set('connection', 'close');
      request.resume();
    }
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  };
}

/** Nothing matched below `/api`. */
export function unknownRoute(): RequestHandler {
  return (request, _response, next) => next(new AppError('route.unknown', { found: `${request.method} ${request.path.slice(0, 200)}` }));
}

function known(error: unknown): { code: ErrorCode; facts: ErrorFacts } {
  if (error instanceof AppError) return { code: error.code, facts: error.facts };
  if (error instanceof InputError) return { code: inputCode(error.code), facts: faultFacts(error) };
  if (error instanceof z.ZodError) return { code: 'request.invalid', facts: issueFacts(error) };
  const { type, status } = (typeof error === 'object' && error !== null ? error : {}) as { type?: string; status?: number };
  if (type === 'entity.too.large') {
    const { limit, length } = error as { limit?: number; length?: number };
    return { code: 'request.too_large', facts: { where: 'body', expected: `at most ${limit} bytes`, found: length === undefined ? 'more' : `${length} bytes`, repair: 'Send less at once.' } };
  }
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') return { code: 'request.media', facts: {} };
  if (type !== undefined && (status ?? 500) < 500) return { code: 'request.unreadable', facts: { detail: (error as Error).message } };
  if (status === 404) return { code: 'route.unknown', facts: {} };
  if (error instanceof URIError || status === 400) return { code: 'request.invalid', facts: { where: 'path' } };
  if (isUnreachable(error)) return { code: 'server.busy', facts: { detail: 'The database does not answer just now.' } };
  return { code: 'internal', facts: {} };
}

function inputCode(code: string): ErrorCode {
  if (code === 'column.unknown') return 'mapping.column_unknown';
  if (code === 'mapping.field') return 'mapping.unclear';
  if (code === 'csv.empty') return 'dataset.empty';
  if (code === 'table.too_large') return 'dataset.too_large';
  if (code.startsWith('region.')) return 'region.unknown';
  return code.startsWith('csv.') || code.startsWith('table.') ? 'dataset.not_a_table' : 'request.invalid';
}

function faultFacts({ message, fault }: InputError): ErrorFacts {
  return { detail: message, where: fault.where, expected: fault.expected, found: fault.found, repair: fault.repair, value: { code: fault.code } };
}

function issueFacts(error: z.ZodError): ErrorFacts {
  const [first] = error.issues;
  const where = first === undefined ? '' : first.path.map(String).join('.');
  return { detail: first?.message, where, value: { issues: error.issues.slice(0, 20).map(({ path, message }) => ({ where: path.map(String).join('.'), message })) } };
}
