import { formatter } from './locale.ts';

/** Days as the calendar counts them, `2027-01-04`, without a time or a zone of their own. */
const long = (): Intl.DateTimeFormat => formatter('long', ({ days }) => new Intl.DateTimeFormat(days, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }));

/** The day now, as the server counts days: in UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** `4 Jan 2027`. */
export function formatDay(day: string): string {
  return long().format(Date.parse(`${day}T00:00:00Z`));
}

/** The day before: the last day of something that ends on the morning of `day`. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** The day after: the first day of what follows something whose last day is `day`. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
