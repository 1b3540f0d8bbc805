import { channels } from '../theme/contrast.ts';
import { mapColors } from '../theme/mapColors.ts';
import type { Scheme } from '../theme/roles.ts';
import { fillOpacity, look, territoryFills, unassignedFill } from '../theme/territoryPalette.ts';
import type { SlotPaint } from './unitLayer.ts';

/** Hatch of unassigned ground, as the shader knows it. */
export const UNASSIGNED_PATTERN = 15;

/** Added to the pattern of a locked territory. */
const LOCKED = 128;

/** What each slot is painted with, unassigned ground last. Fills are mixed with the land beforehand: units are drawn opaque, since some overlap. */
export function slotPaints(colours: readonly number[], scheme: Scheme, locks: ReadonlySet<number>): SlotPaint[] {
  const land = mapColors.ownLand[scheme];
  const paints = colours.map((colour, slot): SlotPaint => {
    const { hue, pattern } = look(colour);
    return { fill: mix(land, territoryFills[hue][scheme], fillOpacity[scheme]), pattern: pattern | (locks.has(slot) ? LOCKED : 0) };
  });
  return [...paints, { fill: unassignedFill[scheme], pattern: UNASSIGNED_PATTERN }];
}

function mix(below: string, above: string, opacity: number): string {
  const a = channels(below);
  const b = channels(above);
  return `#${a.map((value, i) => Math.round((value * (1 - opacity) + b[i] * opacity) * 255).toString(16).padStart(2, '0')).join('')}`;
}
