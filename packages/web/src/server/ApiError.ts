import type { ErrorCode, Problem } from '@hexalign/api/contract';

/** `network`: no answer came. `response.invalid`: an answer came that this page does not understand. */
export type ApiErrorCode = ErrorCode | 'network' | 'response.invalid';

/** A request that did not do what it was asked. Screens switch on `code`, never on text. */
export class ApiError extends Error {
  readonly code: ApiErrorCode;
  readonly problem: Problem | null;
  constructor(code: ApiErrorCode, message: string, problem: Problem | null = null) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.problem = problem;
  }
}
