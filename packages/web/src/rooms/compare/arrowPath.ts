type Point = readonly [x: number, y: number];

const WIDEST = 26;
const NARROWEST = 2;
/** Room between the arrow and the names at its ends. */
const ROOM = 16;

/** Width of an arrow in pixels: by its value, the most being the widest. */
export function widthOf(value: number, most: number): number {
  return most <= 0 ? NARROWEST : Math.max(NARROWEST, (WIDEST * value) / most);
}

/**
 * Outline of an arrow in pixels, a little to the right of the way, so that those there and back lie side by side.
 *
 * @returns its path, and the middle of its shaft
 */
export function arrowPath([ax, ay]: Point, [bx, by]: Point, width: number): { path: string; middle: Point } {
  const length = Math.hypot(bx - ax, by - ay) || 1;
  const [ux, uy] = [(bx - ax) / length, (by - ay) / length];
  const [nx, ny] = [-uy, ux];
  const room = Math.min(ROOM, length / 4);
  const aside = width / 2 + 3;
  const at = (along: number, across: number): Point => [ax + ux * along + nx * (across + aside), ay + uy * along + ny * (across + aside)];
  const head = Math.min((length - 2 * room) * 0.6, width + 8);
  const [start, neck, tip] = [room, length - room - head, length - room];
  const outline = [at(start, -width / 2), at(neck, -width / 2), at(neck, -width / 2 - 5), at(tip, 0), at(neck, width / 2 + 5), at(neck, width / 2), at(start, width / 2)];
  return { path: `M${outline.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`, middle: at((start + neck) / 2, 0) };
}
