import type { Role } from './roles.ts';

/** The nine territory fills (visual reference, section 3), separable under normal, protan, deutan and tritan vision. */
export const territoryFills: readonly Role[] = [
  { light: '#78BEFB', dark: '#81A0D9' },
  { light: '#E1AC60', dark: '#AC653B' },
  { light: '#89B79E', dark: '#278C71' },
  { light: '#C67293', dark: '#B673A6' },
  { light: '#A49035', dark: '#735C06' },
  { light: '#8C8AD7', dark: '#6F62A8' },
  { light: '#93EAF4', dark: '#25697B' },
  { light: '#FAC1C5', dark: '#CD9A89' },
  { light: '#D8E28A', dark: '#919B48' },
];

/** Ink of territory borders; clears 3:1 on every fill of its scheme. */
export const borderInk: Role = { light: '#1B2330', dark: '#07090D' };

/** Ground that nobody covers: a grey of its own and a hatch. */
export const unassignedFill: Role = { light: '#EDEFF2', dark: '#2A303A' };
export const unassignedHatch: Role = { light: '#A3ABB8', dark: '#59626F' };

/** Opacity of fills over land. */
export const fillOpacity = { light: 0.88, dark: 1 } as const;

/** Patterns in the order in which they are used past nine colours. Index 0 is the plain fill. */
export const patterns = ['plain', 'diagonal45', 'dots', 'cross', 'diagonal135', 'horizontal'] as const;
export type Pattern = (typeof patterns)[number];

/** What a colour number (0 to 53, and on) looks like: one of nine hues, one of six patterns. */
export function look(color: number): { hue: number; pattern: number } {
  return { hue: color % territoryFills.length, pattern: Math.floor(color / territoryFills.length) % patterns.length };
}
