import type { ErrorCode, Problem } from '@hexalign/api/contract';
import { problemTitle } from '../text/problemTitles.ts';
import { told } from '../text/told.ts';

/** What the server says of a refusal beside its title. */
const FACTS = ['detail', 'where', 'expected', 'found', 'repair'] as const;

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

/** The error of a problem document, told in the reader's language. */
export function refusalOf(problem: Problem): ApiError {
  const title = problemTitle(problem.code);
  const facts = Object.fromEntries(FACTS.flatMap((fact) => (problem[fact] === undefined ? [] : [[fact, told(problem[fact])]])));
  const known: Problem = { ...problem, ...facts, ...(title === null ? {} : { title }) };
  const message = title === null ? (known.detail ?? known.title) : [title, known.detail].filter(Boolean).join(' ');
  return new ApiError(problem.code as ApiErrorCode, message, known);
}
