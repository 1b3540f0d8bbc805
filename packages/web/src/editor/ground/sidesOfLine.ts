/**
 * Which of some units lie left of a line drawn across them. The line goes on straight beyond its ends; a unit is left of it
 * when it is left of the nearest part.
 *
 * @param line x and y in turn, at least two points
 * @param centres 2n, x and y of every unit in the same coordinates
 */
export function sidesOfLine(line: readonly number[], centres: ArrayLike<number>, units: readonly number[]): { left: number[]; right: number[] } {
  const left: number[] = [];
  const right: number[] = [];
  for (const u of units) (isLeft(line, centres[2 * u], centres[2 * u + 1]) ? left : right).push(u);
  return { left, right };
}

function isLeft(line: readonly number[], x: number, y: number): boolean {
  const last = line.length - 4;
  let nearest = Infinity;
  let side = 0;
  for (let i = 0; i <= last; i += 2) {
    const [ax, ay, bx, by] = [line[i], line[i + 1], line[i + 2], line[i + 3]];
    const [dx, dy] = [bx - ax, by - ay];
    const length = dx * dx + dy * dy;
    if (length === 0) continue;
    let t = ((x - ax) * dx + (y - ay) * dy) / length;
    if (i > 0 || last === 0) t = last === 0 ? t : Math.max(0, t);
    if (i < last) t = Math.min(1, t);
    const distance = (x - ax - t * dx) ** 2 + (y - ay - t * dy) ** 2;
    const cross = dx * (y - ay) - dy * (x - ax);
    // At a bend two parts are equally near: the one that the point lies further beside decides.
    if (distance < nearest - 1e-18 || (Math.abs(distance - nearest) <= 1e-18 && Math.abs(cross) / Math.sqrt(length) > Math.abs(side))) {
      nearest = distance;
      side = cross / Math.sqrt(length);
    }
  }
  return side < 0;
}
