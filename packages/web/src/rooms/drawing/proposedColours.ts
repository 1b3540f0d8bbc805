import { territoryFills } from '../../theme/territoryPalette.ts';

/** Colours of the territories, and after them one for each that is proposed: hues that are used least, so that the new ones stand out. */
export function proposedColours(colours: readonly number[], added: number): number[] {
  const all = [...colours];
  const uses = territoryFills.map(() => 0);
  for (const colour of colours) uses[colour % uses.length]++;
  for (let i = 0; i < added; i++) {
    const hue = uses.indexOf(Math.min(...uses));
    uses[hue]++;
    all.push(hue);
  }
  return all;
}
