import type { MultiPolygon } from 'geojson';
import { joinedGround, mergedStates, regionShapes } from './regionShapes.ts';

/** What a region code means. `code` is the canonical form: `us`, `us-lower48`, `us-ca`, `de`. */
export interface Region {
  code: string;
  name: string;
  geometry: MultiPolygon;
}

const OUTSIDE_LOWER_48: ReadonlySet<string> = new Set(['us-ak', 'us-hi', 'us-pr', 'us-vi', 'us-gu', 'us-mp', 'us-as']);

const merged = new Map<string, Region>();

/**
 * The ground of a region code, in degrees `[lng, lat]`, cut at 180 degrees where it crosses; null for an unknown code.
 * - `us` (also `US`, `USA`): 50 states, DC, PR, VI, GU, MP and AS; `us-lower48`: 48 states and DC.
 * - `us-ca`: a state or territory. `CA`, two capital letters: a state if there is one (Delaware, not Germany), else a country.
 * - `ca`, two small letters: a country by ISO 3166-1 alpha-2 (Canada), else a state (`tx`); `CAN`, three letters: alpha-3.
 * - `us-ca+us-nv`: several codes joined, as `regionsHolding` writes them.
 * Overseas departments with an ISO code of their own (`gf`, `re` ...) are not part of their country.
 * Sources: US Census (states), Natural Earth (countries).
 */
export function region(code: string): MultiPolygon | null {
  return findRegion(code)?.geometry ?? null;
}

/** `region` with the canonical code and an English name, to show what a code was taken for. */
export function findRegion(code: string): Region | null {
  const asked = code.trim();
  if (asked.includes('+')) return joinedRegion(asked.split('+').map(findRegion));
  if (/^(us|usa)$/i.test(asked)) return wholeUs('us', 'United States', () => true);
  if (/^us-lower48$/i.test(asked)) return wholeUs('us-lower48', 'United States, lower 48', (state) => isLower48(`us-${state.toLowerCase()}`));
  const lower = asked.toLowerCase();
  const wanted = /^[A-Z]{2}$/.test(asked) ? [`us-${lower}`, lower] : [lower, `us-${lower}`];
  const shape = wanted.map((each) => regionShapes().find((known) => known.code === each || known.alpha3 === each)).find((found) => found);
  return shape ? { code: shape.code, name: shape.name, geometry: { type: 'MultiPolygon', coordinates: shape.polygons } } : null;
}

/** Every code that `region` knows, canonical form, with its English name. */
export function regionCodes(): { code: string; name: string }[] {
  return [
    { code: 'us', name: 'United States' },
    { code: 'us-lower48', name: 'United States, lower 48' },
    ...regionShapes().map(({ code, name }) => ({ code, name })),
  ];
}

/** Whether a state's code (`us-ca`) is one of the 48 adjoining states or DC. */
export function isLower48(code: string): boolean {
  return code.startsWith('us-') && !OUTSIDE_LOWER_48.has(code);
}

function joinedRegion(parts: (Region | null)[]): Region | null {
  if (parts.some((part) => part === null)) return null;
  const regions = parts.filter((part) => part !== null);
  const shapes = regionShapes().filter((shape) => regions.some((part) => includes(part.code, shape.code)));
  return {
    code: regions.map((part) => part.code).join('+'),
    name: regions.map((part) => part.name).join(', '),
    geometry: joinedGround(shapes),
  };
}

function includes(code: string, shape: string): boolean {
  return code === shape || (code === 'us' && shape.startsWith('us-')) || (code === 'us-lower48' && isLower48(shape));
}

function wholeUs(code: string, name: string, keep: (state: string) => boolean): Region {
  let found = merged.get(code);
  if (!found) merged.set(code, (found = { code, name, geometry: mergedStates(keep) }));
  return found;
}
