import { demoAccounts, stateAt } from './demoAccounts.ts';
import { demoAlignment } from './demoAlignment.ts';
import { DEMO_TERRITORIES, VACANT_TERRITORY } from './demoTerritories.ts';
import { FAMILY_NAMES, GIVEN_NAMES } from './demoWords.ts';
import { dice } from './dice.ts';
import { prospectsCsv } from './demoProspects.ts';
import { OUTSIDE_LOWER_48 } from './usStates.ts';
import type { WrittenFile } from './writtenFile.ts';

const ACCOUNTS = 12_000;
const SEED = 20_270_104;

/** `demo/`: the invented company as it stands today, unevenly aligned, and a messy file of its prospects. */
export function makeDemo(): WrittenFile[] {
  return [
    { path: 'demo/accounts.csv', content: accountsCsv() },
    { path: 'demo/people.csv', content: peopleCsv() },
    { path: 'demo/prospects-sample.csv', content: prospectsCsv() },
  ];
}

function accountsCsv(): string {
  const accounts = demoAccounts(ACCOUNTS, SEED, 'Q', (state) => state !== '' && !OUTSIDE_LOWER_48.has(state));
  const hours = accounts.map((account) => Math.round((account.visits * account.minutes) / 0.6) / 100);
  const territories = demoAlignment(accounts.map((account) => account.lngLat), hours);
  const rows = accounts.map((account, i) => {
    const [lng, lat] = account.lngLat;
    return [
      account.id, account.name, account.city, account.state, account.zip, lat.toFixed(5), lng.toFixed(5), account.segment,
      account.revenue, account.visits, account.minutes, hours[i], territories[i],
    ].join(',');
  });
  const header = 'account_id,name,city,state,zip,lat,lng,segment,revenue_potential,visits_per_year,minutes_per_visit,workload_hours,territory';
  return `${header}\n${rows.join('\n')}\n`;
}

/** Forty people: one for each territory but the vacant one, and one who starts in January and has none yet. */
function peopleCsv(): string {
  const stream = dice(SEED + 1);
  const given = shuffled(GIVEN_NAMES, stream.below);
  const family = shuffled(FAMILY_NAMES, stream.below);
  const seated = DEMO_TERRITORIES.filter(({ name }) => name !== VACANT_TERRITORY);
  const newcomer = DEMO_TERRITORIES.find(({ name }) => name === 'Piedmont')!;
  const rows = [...seated, newcomer].map((territory, i) => {
    const name = `${given[i]} ${family[i]}`;
    const [lng, lat] = homeNear(territory.hub, territory.hubState, stream.normal);
    const isNew = i === seated.length;
    return [
      `P${101 + i}`, name, `${name.toLowerCase().replace(' ', '.')}@quillmere.example`, 'Field representative', isNew ? '' : territory.name,
      isNew ? '2027-01-11' : `20${12 + stream.below(14)}-0${1 + stream.below(9)}-01`, territory.hubCity, territory.hubState,
      lat.toFixed(4), lng.toFixed(4),
    ].join(',');
  });
  return `person_id,name,email,role,territory,starts,home_city,home_state,home_lat,home_lng\n${rows.join('\n')}\n`;
}

/** Some kilometres from the middle of town, on land in the same state. */
function homeNear([lng, lat]: readonly [number, number], state: string, normal: () => number): [number, number] {
  for (;;) {
    const home: [number, number] = [lng + 0.09 * normal(), lat + 0.07 * normal()];
    if (stateAt(home) === state) return home;
  }
}

function shuffled<T>(list: readonly T[], below: (n: number) => number): T[] {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = below(i + 1);
    [copy[i], copy[j]] = [copy[j], copy[i]];
  }
  return copy;
}
