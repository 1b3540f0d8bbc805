/**
 * The next time of day on one of some weekdays, after a moment.
 *
 * @param at `HH:MM`, UTC
 * @param weekdays 0 = Sunday; at least one
 */
export function nextTime({ at, weekdays }: { readonly at: string; readonly weekdays: readonly number[] }, after: Date): Date {
  const [hour, minute] = at.split(':').map(Number);
  for (let days = 0; ; days++) {
    const time = new Date(Date.UTC(after.getUTCFullYear(), after.getUTCMonth(), after.getUTCDate() + days, hour, minute));
    if (time > after && weekdays.includes(time.getUTCDay())) return time;
  }
}
