import { patterns, territoryFills } from '../theme/territoryPalette.ts';
import type { SlotNeighbours } from './slotNeighbours.ts';

const HUES = territoryFills.length;
const COLOURS = HUES * patterns.length;

/** Fills that some eyes hold for alike (numbers from 0): two of them side by side cost a little. */
const ALIKE: readonly [number, number][] = [[1, 2], [6, 7], [3, 4]];

/** How near two colour numbers are to each other when they lie side by side: the same, of one hue or of two that some eyes hold for alike, or well apart (null). */
export function likeness(a: number, b: number): 'same' | 'alike' | null {
  if (a % COLOURS === b % COLOURS) return 'same';
  const [p, q] = [Math.min(a % HUES, b % HUES), Math.max(a % HUES, b % HUES)];
  return p === q || ALIKE.some(([low, high]) => low === p && high === q) ? 'alike' : null;
}

const TOUCH = 1e6;
const TOUCH_HUE = 60;
const FAR = 20;
const PATTERN = 12;
const VULNERABLE = 2;

/**
 * Gives every territory a colour number: hue = number modulo nine, pattern = number over nine. Territories that touch
 * never share one; those two units apart avoid it; hues are used evenly; a pattern comes only when the hues run out.
 *
 * Colours are stable: whoever has one keeps it, unless a neighbour has the same. Then the later of the two changes,
 * except where it was fixed by hand.
 *
 * @param before colour per slot, null where there is none yet
 * @param fixed slots whose colour was chosen by a person
 */
export function colourTerritories(neighbours: SlotNeighbours, before: readonly (number | null)[], fixed: ReadonlySet<number> = new Set()): number[] {
  const k = neighbours.near.length;
  const colours: (number | null)[] = Array.from({ length: k }, (_, s) => before[s] ?? null);
  for (let s = 0; s < k; s++) {
    if (colours[s] === null || fixed.has(s)) continue;
    for (const t of neighbours.near[s].keys()) {
      if (colours[t] === colours[s] && (t < s || fixed.has(t))) {
        colours[s] = null;
        break;
      }
    }
  }
  const used = new Uint32Array(HUES);
  for (const colour of colours) if (colour !== null) used[colour % HUES]++;
  // Those with the most neighbours first: they have the least choice.
  const open = colours.flatMap((colour, s) => (colour === null ? [s] : []));
  open.sort((a, b) => neighbours.near[b].size - neighbours.near[a].size || a - b);
  for (const s of open) {
    const best = cheapest(s, neighbours, colours, used);
    colours[s] = best;
    used[best % HUES]++;
  }
  return colours as number[];
}

function cheapest(s: number, { near, far }: SlotNeighbours, colours: readonly (number | null)[], used: Uint32Array): number {
  const cost = new Float64Array(COLOURS);
  for (let c = 0; c < COLOURS; c++) cost[c] = used[c % HUES] + (c >= HUES ? PATTERN + Math.floor(c / HUES) : 0);
  const add = (colour: number, same: number, hue: number): void => {
    cost[colour % COLOURS] += same;
    for (let c = colour % HUES; c < COLOURS; c += HUES) cost[c] += hue;
  };
  for (const t of far[s]) {
    const colour = colours[t];
    if (colour !== null && !near[s].has(t)) add(colour, FAR, 0);
  }
  for (const t of near[s].keys()) {
    const colour = colours[t];
    if (colour === null) continue;
    add(colour, TOUCH, TOUCH_HUE);
    for (const [a, b] of ALIKE) {
      if (colour % HUES === a) add(b, 0, VULNERABLE);
      if (colour % HUES === b) add(a, 0, VULNERABLE);
    }
  }
  let best = 0;
  for (let c = 1; c < COLOURS; c++) if (cost[c] < cost[best]) best = c;
  return best;
}
