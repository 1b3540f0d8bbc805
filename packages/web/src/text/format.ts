import { formatter } from './locale.ts';

/** Numbers as people read them (visual reference, section 11), in the reader's own way of writing them. */
const number = (name: string, options: Intl.NumberFormatOptions): Intl.NumberFormat => formatter(name, ({ numbers }) => new Intl.NumberFormat(numbers, options));
const whole = (): Intl.NumberFormat => number('whole', { maximumFractionDigits: 0 });
const short = (): Intl.NumberFormat => number('short', { notation: 'compact', maximumSignificantDigits: 3 });
const tenth = (): Intl.NumberFormat => number('tenth', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const percent = (digits: number): Intl.NumberFormat => number(`percent ${digits}`, { style: 'percent', maximumFractionDigits: digits });
const money = (): Intl.NumberFormat => number('money', { style: 'currency', currency: 'USD', notation: 'compact', maximumSignificantDigits: 3 });
const exactMoney = (): Intl.NumberFormat => number('exactMoney', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 });
const clock = (): Intl.DateTimeFormat => formatter('clock', ({ numbers }) => new Intl.DateTimeFormat(numbers, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }));
const day = (): Intl.DateTimeFormat => formatter('day', ({ days }) => new Intl.DateTimeFormat(days, { day: 'numeric', month: 'short', year: 'numeric' }));

/** A real minus sign: the hyphen is shorter than the digits beside it. */
const minus = (text: string): string => text.replace('-', '−');

export function formatCount(n: number): string {
  return minus(whole().format(n));
}

/** Value of a measure, three digits: `2,600 h`, `$16.4M`, `48,120`. */
export function formatMeasure(value: number, unit: string): string {
  if (unit === 'currency') return minus(money().format(value));
  if (unit === 'hours') return `${minus(Math.abs(value) >= 100_000 ? short().format(value) : whole().format(value))} h`;
  if (unit === 'km2') return `${minus(whole().format(value))} km²`;
  return minus(Math.abs(value) >= 100_000 ? short().format(value) : whole().format(value));
}

/** An amount of any size to three digits: `0.042 h`, `$1.2K`, `412`. */
export function formatAmount(value: number, unit: string): string {
  const told = minus((unit === 'currency' ? money() : number(Math.abs(value) >= 100_000 ? 'threeShort' : 'three', { maximumSignificantDigits: 3, notation: Math.abs(value) >= 100_000 ? 'compact' : 'standard' })).format(value));
  return unit === 'hours' ? `${told} h` : unit === 'km2' ? `${told} km²` : told;
}

/** The exact value, for a tooltip. */
export function formatExact(value: number, unit: string): string {
  if (unit === 'currency') return minus(exactMoney().format(value));
  return minus(`${whole().format(value)}${unit === 'hours' ? ' h' : unit === 'km2' ? ' km²' : ''}`);
}

/** Percent of target without decimals: deviation 0.46 is `146%`. */
export function formatOfTarget(deviation: number): string {
  return minus(percent(0).format(1 + deviation));
}

/** A share or a tolerance: one decimal below ten percent, none above. */
export function formatShare(share: number): string {
  const size = Math.abs(share);
  return minus(percent(size > 0 && size < 0.0995 ? 1 : 0).format(share));
}

/** `▲ 146%`, `▼ 54%`, or plain `104%` inside tolerance. */
export function formatBalance(deviation: number, inside: boolean): string {
  if (inside) return formatOfTarget(deviation);
  return `${deviation > 0 ? '▲' : '▼'} ${formatOfTarget(deviation)}`;
}

/** Always signed: `+11`, `−11`. */
export function formatDelta(n: number): string {
  return n > 0 ? `+${whole().format(n)}` : minus(whole().format(n));
}

/** `14:02`. */
export function formatTime(at: number): string {
  return clock().format(at);
}

/** `4 Jan 2027`, or the time for today. */
export function formatMoment(at: number, now = Date.now()): string {
  return day().format(at) === day().format(now) ? clock().format(at) : day().format(at);
}

/** `1:42`. */
export function formatClock(seconds: number): string {
  const s = Math.floor(seconds);
  return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')}`;
}

/** `1.2 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB'];
  let value = bytes;
  let unit = -1;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 10 ? tenth().format(value) : whole().format(value)} ${units[unit]}`;
}
