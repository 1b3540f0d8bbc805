import type { Scheme } from './roles.ts';

/** Ramps of data (visual reference, section 4); lightness runs one way, so that they survive greyscale. */
export const sequential: Readonly<Record<Scheme, readonly string[]>> = {
  light: ['#E2F5F4', '#ADDCE2', '#7BC0D4', '#52A2C7', '#3783B6', '#2E639E', '#2B4480'],
  dark: ['#262D40', '#344964', '#3F6887', '#4889A6', '#58ACC1', '#73CFD7', '#99F1EA'],
};

/** Under target to over target; the middle is inside tolerance. */
export const diverging: Readonly<Record<Scheme, readonly string[]>> = {
  light: ['#115B94', '#3B7FBB', '#73A7D7', '#B2CEEA', '#F1F1EF', '#EDC0A3', '#E39761', '#C9732F', '#9E5209'],
  dark: ['#9BCAF2', '#67A5D9', '#3F7DAE', '#2F5677', '#2B3038', '#714725', '#A96428', '#D88949', '#F5B483'],
};

/** `count` colours of the sequential ramp, first to last. */
export function rampOf(count: number, scheme: Scheme): string[] {
  const ramp = sequential[scheme];
  return Array.from({ length: count }, (_, i) => ramp[count === 1 ? 3 : Math.round((i * (ramp.length - 1)) / (count - 1))]);
}
