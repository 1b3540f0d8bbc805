import { errors, type ErrorCode } from '../../contract/errors.ts';

/** What is wrong, where, and how to repair it. */
export interface ErrorFacts {
  readonly detail?: string;
  readonly where?: string;
  readonly expected?: string;
  readonly found?: string;
  readonly repair?: string;
  readonly value?: unknown;
}

/** An error that the caller can do something about; sent as a problem document. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;
  constructor(code: ErrorCode, facts: ErrorFacts = {}) {
    super(facts.detail ?? errors[code].title);
    this.name = 'AppError';
    this.code = code;
    this.facts = facts;
  }
}
