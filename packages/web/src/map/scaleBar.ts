import { formatCount } from '../text/format.ts';

/** A round distance about 50 to 100 pixels long. */
export function scaleBar(metres: number): { px: number; label: string } {
  const most = metres * 90;
  const power = 10 ** Math.floor(Math.log10(most));
  const nice = [5, 2, 1].map((step) => step * power).find((distance) => distance <= most) ?? power;
  return { px: nice / metres, label: nice >= 1000 ? `${formatCount(nice / 1000)} km` : `${formatCount(nice)} m` };
}
