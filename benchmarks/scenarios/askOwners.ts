import { endpoints, type QueryOf } from '@hexalign/api/contract';
import type { Client } from '../server/client.ts';
import { spreadOf, type Spread } from './spread.ts';

type Question = QueryOf<typeof endpoints.findOwner>;

const CITIES = ['Denver', 'Boulder, CO', 'Pueblo', 'Grand Junction', 'Durango', 'Fort Collins', 'Aspen', 'Lamar, CO'];
const POSTAL = ['80202', '80302', '81003', '81501', '81301', '80521', '81611', '81052'];

/** Asks who owns points, postal codes, cities and accounts on all kinds of days, one question at a time. */
export async function askOwners(at: Client, planId: string, count: number): Promise<Readonly<Record<string, Spread | number>>> {
  let state = 11;
  const roll = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const questions: Readonly<Record<string, () => Question>> = {
    point: () => ({ lng: -108.9 + 6.7 * roll(), lat: 37.1 + 3.8 * roll() }),
    postal: () => ({ postal: POSTAL[Math.floor(roll() * POSTAL.length)] }),
    city: () => ({ city: CITIES[Math.floor(roll() * CITIES.length)] }),
    account: () => ({ account: `A${Math.floor(roll() * 20_000)}` }),
  };
  const found: Record<string, Spread | number> = {};
  const first = performance.now();
  await at.get(endpoints.findOwner, { params: { planId }, query: { city: 'Denver', date: '2026-06-01' } });
  found.veryFirst = Math.round(performance.now() - first);
  for (const [kind, ask] of Object.entries(questions)) {
    const times: number[] = [];
    for (let i = 0; i < count; i++) {
      const date = `${2026 + Math.floor(roll() * 3)}-0${1 + Math.floor(roll() * 9)}-15`;
      const began = performance.now();
      const { reason } = await at.get(endpoints.findOwner, { params: { planId }, query: { ...ask(), date } });
      times.push(performance.now() - began);
      if (reason === null) throw new Error(`nobody owns what ${kind} asked about`);
    }
    found[kind] = spreadOf(times);
  }
  return found;
}
