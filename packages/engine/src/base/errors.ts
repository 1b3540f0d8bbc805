/** A broken promise by the caller: wrong length, slot out of range, unknown unit. Infeasible problems are results, not errors. */
export class EngineError extends Error {
  readonly code: string;
  readonly value: unknown;
  constructor(code: string, message: string, value?: unknown) {
    super(message);
    this.name = 'EngineError';
    this.code = code;
    this.value = value;
  }
}
