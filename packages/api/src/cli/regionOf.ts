import { readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { findRegion, regionCodes, regionsHolding } from '@hexalign/data';
import type { MultiPolygon } from 'geojson';
import { InputError } from '../datasets/inputError.ts';
import { regionFile } from '../units/regionFile.ts';
import { regionIndex, type RegionIndex } from '../units/regionIndex.ts';
import { openFault } from './openFault.ts';

/** A region that was asked for. */
export interface AskedRegion {
  /** Canonical code, or `sha256:...` of the file's bytes. */
  readonly code: string;
  /** For people. */
  readonly name: string;
  readonly geometry: MultiPolygon;
}

/** Outlines are simplified, so that a place this far outside still counts. */
const NEAR_KM = 2;
/** A pier, a rig or an islet that the outline leaves out; only where no other state or country is. */
const OFF_COAST_KM = 30;

/** Reads `--region`: a code that `data` knows, or the path of a GeoJSON file. @throws InputError `region.*` */
export async function askedRegion(asked: string): Promise<AskedRegion> {
  if (/\.(geo)?json$/i.test(asked) || asked.includes('/') || asked.includes('\\')) {
    const bytes = await readFile(asked).catch((error: unknown) => {
      throw openFault(error, asked, '--region', 'a GeoJSON file');
    });
    return { code: `sha256:${createHash('sha256').update(bytes).digest('hex')}`, name: asked, geometry: regionFile(bytes.toString('utf8'), asked) };
  }
  const found = findRegion(asked);
  if (found) return found;
  const wanted = asked.toLowerCase();
  const near = regionCodes().filter(({ code, name }) => code.startsWith(wanted) || name.toLowerCase().includes(wanted)).slice(0, 6);
  throw new InputError({
    code: 'region.unknown',
    where: '--region',
    expected: 'a code such as us, us-lower48, us-ca or de, or the path of a GeoJSON file',
    found: `"${asked}"`,
    repair: near.length > 0 ? `Did you mean ${near.map(({ code, name }) => `${code} (${name})`).join(', ')}?` : 'Use a two-letter country code, or us- and a state.',
  });
}

/** Tells whether an account belongs to a region: inside, a little outside, or off its coast. */
export function belongsTo(region: AskedRegion): { has: (lng: number, lat: number) => boolean; expected: string } {
  const index = regionIndex(region.geometry);
  const ofFile = region.code.startsWith('sha256:');
  const others = new Map<string, RegionIndex>();
  const onOtherGround = (lng: number, lat: number): boolean => {
    const code = regionsHolding([lng, lat]).regions[0]?.code;
    if (code === undefined) return false;
    let other = others.get(code);
    if (!other) {
      const ground = findRegion(code);
      if (!ground) return false;
      others.set(code, (other = regionIndex(ground.geometry)));
    }
    return other.has(lng, lat);
  };
  return {
    has: (lng, lat) => index.hasNear(lng, lat, NEAR_KM) || (!ofFile && index.hasNear(lng, lat, OFF_COAST_KM) && !onOtherGround(lng, lat)),
    expected: `a place in the region ${ofFile ? 'of the file' : `${region.code} (${region.name})`}`,
  };
}
