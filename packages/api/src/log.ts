import { pino, type DestinationStream, type Logger } from 'pino';

/** What the log says of an error. Drivers hang connections on theirs, keys included: none of that is written. */
export function errorFacts(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  const code = (error as { code?: unknown }).code;
  return { name, message, ...(typeof code === 'string' ? { code } : {}), stack, ...(cause === undefined ? {} : { cause: errorFacts(cause) }) };
}

/** Lines of JSON, to stderr unless another place is given. */
export function makeLog(level: string, to: DestinationStream = pino.destination(2)): Logger {
  return pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: errorFacts } }, to);
}
