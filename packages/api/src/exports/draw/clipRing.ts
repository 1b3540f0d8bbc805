import type { Frame } from './projection.ts';

type Place = readonly [number, number];

/** How far beyond a frame lines are still drawn, in points: their ends are out of sight there. */
const BEYOND = 20;

/** What of a ring on the page lies in a frame, or a little beyond it (Sutherland and Hodgman 1974); empty where nothing does. */
export function clipRing(ring: readonly Place[], frame: Frame): Place[] {
  let kept: Place[] = [...ring];
  for (const side of sidesOf(frame)) {
    const next: Place[] = [];
    for (let i = 0; i < kept.length; i++) {
      const [from, to] = [kept[i], kept[(i + 1) % kept.length]];
      const [a, b] = [side(from), side(to)];
      if (a >= 0) next.push(from);
      if (a >= 0 !== b >= 0) next.push(between(from, to, a / (a - b)));
    }
    kept = next;
  }
  return kept;
}

/** What of a line lies in a frame, or a little beyond it: pieces, each with its cut ends. */
export function clipLine(line: readonly Place[], frame: Frame): Place[][] {
  const sides = sidesOf(frame);
  const pieces: Place[][] = [];
  let open: Place[] = [];
  for (let i = 0; i + 1 < line.length; i++) {
    let [enters, leaves] = [0, 1];
    for (const side of sides) {
      const [a, b] = [side(line[i]), side(line[i + 1])];
      if (a < 0 && b < 0) [enters, leaves] = [1, 0];
      else if (a < 0) enters = Math.max(enters, a / (a - b));
      else if (b < 0) leaves = Math.min(leaves, a / (a - b));
    }
    if (enters >= leaves) continue;
    if (open.length === 0 || enters > 0) pieces.push((open = [between(line[i], line[i + 1], enters)]));
    open.push(between(line[i], line[i + 1], leaves));
    if (leaves < 1) open = [];
  }
  return pieces;
}

/** Distance inside each side of the frame, negative outside. */
function sidesOf({ x, y, width, height }: Frame): ((place: Place) => number)[] {
  return [([px]) => px - x + BEYOND, ([px]) => x + width + BEYOND - px, ([, py]) => py - y + BEYOND, ([, py]) => y + height + BEYOND - py];
}

function between(from: Place, to: Place, share: number): Place {
  return share === 0 ? from : share === 1 ? to : [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
}
