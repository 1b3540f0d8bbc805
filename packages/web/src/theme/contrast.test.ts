import { describe, expect, it } from 'vitest';
import { contrast } from './contrast.ts';
import { roles, type RoleName, type Scheme } from './roles.ts';
import { cssVariables, theme } from './theme.ts';
import { borderInk, territoryFills } from './territoryPalette.ts';

const schemes: Scheme[] = ['light', 'dark'];

/** Text and its ground, with the least ratio WCAG AA asks for (4.5 text, 3 controls and graphics). */
const pairs: [RoleName, RoleName, number][] = [
  ['text', 'surface', 4.5], ['text-2', 'surface', 4.5], ['text-3', 'surface', 4.5], ['text-2', 'sunken', 4.5], ['text-3', 'sunken', 4.5],
  ['accent', 'surface', 4.5], ['on-accent', 'accent', 4.5], ['accent', 'accent-soft', 4.5], ['text-2', 'accent-soft', 4.5],
  ['over', 'surface', 4.5], ['over', 'over-soft', 4.5], ['under', 'surface', 4.5], ['under', 'under-soft', 4.5],
  ['success', 'surface', 4.5], ['success', 'success-soft', 4.5], ['warning', 'warning-soft', 4.5], ['danger', 'surface', 4.5], ['danger', 'danger-soft', 4.5],
  ['control', 'surface', 3], ['bar', 'track', 3], ['over', 'track', 3], ['under', 'track', 3], ['toast-text', 'toast', 4.5], ['toast-action', 'toast', 4.5],
];

describe('colour roles', () => {
  for (const scheme of schemes) {
    it(`keeps every text readable on its ground (${scheme})`, () => {
      for (const [ink, ground, least] of pairs) {
        expect(contrast(roles[ink][scheme], roles[ground][scheme]), `${ink} on ${ground}`).toBeGreaterThanOrEqual(least);
      }
    });

    it(`keeps the border 3:1 on every territory fill (${scheme})`, () => {
      for (const fill of territoryFills) expect(contrast(borderInk[scheme], fill[scheme])).toBeGreaterThanOrEqual(3);
    });

    it(`gives style sheets the very colours the map reads (${scheme})`, () => {
      const variables = cssVariables(theme as never)[scheme];
      for (const name of Object.keys(roles) as RoleName[]) expect(variables[`--hx-${name}`]).toBe(roles[name][scheme]);
      territoryFills.forEach((fill, i) => expect(variables[`--hx-territory-${i}`]).toBe(fill[scheme]));
    });
  }

  it('computes the reference ratios', () => {
    expect(contrast('#FFFFFF', '#000000')).toBeCloseTo(21, 5);
    expect(contrast(roles.accent.light, roles.surface.light)).toBeCloseTo(6.6, 1);
  });
});
