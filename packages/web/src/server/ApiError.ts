import type { ErrorCode, Problem } from '@hexalign/api/contract';
import { problemTitle } from '../text/problemTitles.ts';

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

/** The error of a problem document, told in the reader's language as far as there are words for its code. */
export function refusalOf(problem: Problem): ApiError {
  const title = problemTitle(problem.code);
  const told = title === null ? problem : { ...problem, title };
  const message = title === null ? (problem.detail ?? problem.title) : [title, problem.detail].filter(Boolean).join(' ');
  return new ApiError(problem.code as ApiErrorCode, message, told);
}
