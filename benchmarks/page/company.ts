import { makeAccounts } from '../country/accounts.ts';
import { DISAGREEMENTS } from '../country/disagreement.ts';

/**
 * Accounts of a made-up company in the lower 48 states with the territory each belongs to today: the nearest of `territories` centres.
 *
 * @returns a CSV file: id, name, lat, lng, revenue, hours, territory
 */
export function companyFile(accounts: number, territories: number): Uint8Array {
  const { lngLat, revenue, hours } = makeAccounts(1, DISAGREEMENTS.mild);
  const all = revenue.length;
  if (accounts > all) throw new Error(`the made-up company has ${all} accounts, asked for ${accounts}`);
  const chosen = Array.from({ length: accounts }, (_, i) => Math.floor((i * all) / accounts));
  const centres = Array.from({ length: territories }, (_, t) => chosen[Math.floor(((t + 0.5) * accounts) / territories)]);
  const lines = ['id,name,lat,lng,revenue,hours,territory'];
  for (const a of chosen) {
    const [lng, lat] = [lngLat[2 * a], lngLat[2 * a + 1]];
    let [nearest, least] = [0, Infinity];
    centres.forEach((c, t) => {
      const d = ((lng - lngLat[2 * c]) * Math.cos((lat * Math.PI) / 180)) ** 2 + (lat - lngLat[2 * c + 1]) ** 2;
      if (d < least) [nearest, least] = [t, d];
    });
    lines.push(`A${a},Customer ${a},${lat.toFixed(5)},${lng.toFixed(5)},${revenue[a]},${hours[a]},T${String(nearest).padStart(3, '0')}`);
  }
  return new TextEncoder().encode(`${lines.join('\n')}\n`);
}
