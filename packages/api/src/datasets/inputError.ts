/** What is wrong with something a person gave us, and how to repair it. */
export interface InputFault {
  /** Stable code, e.g. `csv.empty`, `column.unknown`, `option.invalid`. */
  readonly code: string;
  /** File, row, column or option the fault lies in. */
  readonly where: string;
  readonly expected: string;
  readonly found: string;
  /** One sentence: what to do about it. */
  readonly repair: string;
}

/** Unusable input. Nothing was written; the message is one paragraph a planner can act on. */
export class InputError extends Error {
  readonly code: string;
  readonly fault: InputFault;
  /** More lines for a terminal, e.g. the first rejected rows. */
  readonly details: readonly string[];
  constructor(fault: InputFault, details: readonly string[] = []) {
    super(`${fault.where}: expected ${fault.expected}, found ${fault.found}. ${fault.repair}`);
    this.name = 'InputError';
    this.code = fault.code;
    this.fault = fault;
    this.details = details;
  }
}
