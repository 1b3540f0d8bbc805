import { random } from '@hexalign/engine';
import { usPopulation } from '@hexalign/data';
import { cellToLatLng } from 'h3-js';

/** Words that files trip over. */
const NAMES = ['St. Zoë\'s & Söhne', 'Álamo "North" Clinic', 'Ōsaka Memorial', 'Mercy, Grace; Hope', '=Sum of Care', 'Łódź General', 'O\'Brien County'];

/**
 * A made-up list of clinics where Americans live: most of them small, a few very large, closed ones among them, ids with leading
 * zeros, some without a place. The same seed gives the same file.
 *
 * @param count rows of open clinics in the lower 48 states
 */
export function clinicsFile(count: number, seed = 11): Uint8Array {
  const chance = random(seed);
  const dice = (): number => chance.next() / 2 ** 32;
  const { cells, people } = usPopulation();
  const ends = new Float64Array(people.length);
  people.reduce((sum, n, i) => (ends[i] = sum + n ** 0.8), 0);
  const total = ends[ends.length - 1];
  const lines = ['ID,NAME,STATUS,BEDS,LATITUDE,LONGITUDE'];
  const row = (i: number, status: string, place: string): void => {
    // Ten to a hundred beds mostly, with a long tail.
    const beds = Math.round(10 + 60 * -Math.log(1 - 0.999 * dice()) + (dice() < 0.03 ? 400 * dice() : 0));
    lines.push(`${String(i).padStart(6, '0')},"${NAMES[i % NAMES.length].replaceAll('"', '""')} ${i}",${status},${beds},${place}`);
  };
  for (let i = 1; lines.length - 1 < count;) {
    const at = dice() * total;
    let [low, high] = [0, ends.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle] < at) low = middle + 1;
      else high = middle;
    }
    const [lat, lng] = cellToLatLng(cells[low]);
    const [y, x] = [lat + 0.1 * (dice() - 0.5), lng + 0.1 * (dice() - 0.5)];
    if (y < 25 || y > 49 || x < -125 || x > -66) continue;
    row(i++, 'OPEN', `${y.toFixed(5)},${x.toFixed(5)}`);
    if (i % 20 === 0) row(1_000_000 + i, 'CLOSED', `${y.toFixed(5)},${x.toFixed(5)}`);
  }
  row(2_000_000, 'OPEN', ',');
  return new TextEncoder().encode(`\uFEFF${lines.join('\r\n')}\r\n`);
}
