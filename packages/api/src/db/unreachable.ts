/** What drivers and PostgreSQL say when a connection cannot be had or has gone: the statement may or may not have been done. */
const CODES: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', '57P01', '57P02', '57P03', '53300']);
const WORDS = /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|not queryable/i;

/** Whether an error says that the database is not there just now, rather than that something is wrong with the question. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && (CODES.has(code) || code.startsWith('08'))) return true;
  return WORDS.test(error.message) || (error.cause !== undefined && isUnreachable(error.cause));
}
