import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './server.ts';

/** What a guide for people names: a walk along it finds each of them on the screen, or the guide is wrong. */
export class Guide {
  private readonly text: string;
  private readonly left: Set<string>;

  /** @param path of the guide, from the root of the repository */
  constructor(path: string) {
    this.text = readFileSync(join(root, path), 'utf8').replace(/\s+/g, ' ');
    this.left = new Set([...this.text.matchAll(/\*\*(.+?)\*\*|<kbd>(.+?)<\/kbd>/g)].map(([, bold, key]) => bold ?? key));
  }

  /** A control or key by the name that stands in the guide. */
  named(name: string): string {
    if (!this.text.includes(`**${name}**`) && !this.text.includes(`<kbd>${name}</kbd>`)) throw new Error(`the guide does not name ${name}`);
    this.left.delete(name);
    return name;
  }

  /** What the guide names and the walk did not come by. */
  notMet(): string[] {
    return [...this.left];
  }
}

/** Columns of the public list of hospitals that the guide speaks of. */
const COLUMNS = 'X,Y,FID,ID,NAME,ADDRESS,CITY,STATE,ZIP,ZIP4,TELEPHONE,TYPE,STATUS,POPULATION,COUNTY,COUNTYFIPS,COUNTRY,LATITUDE,LONGITUDE,NAICS_CODE,NAICS_DESC,SOURCE,SOURCEDATE,VAL_METHOD,VAL_DATE,WEBSITE,STATE_ID,ALT_NAME,ST_FIPS,OWNER,TTL_STAFF,BEDS,TRAUMA,HELIPAD';

/** A made-up list of the same columns, in Kansas: every 20th is closed, every 25th has no number of beds. */
export function madeUpHospitals(rows: number): string {
  let state = 11;
  const roll = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const lines = Array.from({ length: rows }, (_, i) => {
    const [lat, lng, beds] = [37.2 + 2.6 * roll(), -101.8 + 7 * roll(), 20 + Math.floor(80 * roll())];
    const known: Record<string, string | number> = {
      X: -13318894.7592, Y: 4346975.4443, FID: i + 1, ID: String(793230 + i).padStart(10, '0'), NAME: `HOSPITAL ${i + 1}`, CITY: 'TOPEKA', STATE: 'KS', ZIP: '66603', ZIP4: 'NOT AVAILABLE', STATUS: i % 20 === 7 ? 'CLOSED' : 'OPEN',
      POPULATION: beds, COUNTYFIPS: '06031', COUNTRY: 'USA', LATITUDE: lat.toFixed(9), LONGITUDE: lng.toFixed(9), NAICS_CODE: 622110, SOURCEDATE: '2016/02/04 00:00:00', ST_FIPS: '06', TTL_STAFF: 'N/A', BEDS: i % 25 === 3 ? 'N/A' : beds, TRAUMA: 'NOT AVAILABLE', HELIPAD: 'N',
    };
    return COLUMNS.split(',').map((column) => known[column] ?? 'NOT AVAILABLE').join(',');
  });
  return `\uFEFF${[COLUMNS, ...lines].join('\n')}\n`;
}
