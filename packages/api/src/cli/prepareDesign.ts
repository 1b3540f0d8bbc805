import { regionsHolding } from '@hexalign/data';
import type { Link, Measure, UnitGraph } from '@hexalign/engine';
import type { MultiPolygon } from 'geojson';
import type { RowProblem } from '../../contract/datasets.ts';
import type { AccountTable, Collected } from '../datasets/collectAccounts.ts';
import { InputError } from '../datasets/inputError.ts';
import { measuresOf, type JudgeOptions } from '../datasets/judgeRow.ts';
import type { PlanSheet } from '../exports/planSheet.ts';
import { buildUnits, joinIslands } from '../units/buildUnits.ts';
import { heaviest, type Heaviest } from '../units/heaviest.ts';
import type { DesignOptions } from './options.ts';
import type { ProgressLine } from './progressLine.ts';
import { postalPlaces, readAccounts } from './readAccounts.ts';
import { readGraph } from './readGraph.ts';
import { askedRegion, belongsTo } from './regionOf.ts';
import { withoutAccounts } from './withoutAccounts.ts';

/** Everything that is known before the solver starts. n = units. */
export interface PreparedDesign {
  readonly k: number;
  readonly graph: UnitGraph;
  readonly measures: readonly Measure[];
  /** Where each measure came from in the file. */
  readonly columns: readonly string[];
  readonly links: readonly Link[];
  readonly region: string | null;
  readonly resolution: readonly [number, number] | null;
  readonly accounts: AccountTable | null;
  readonly unitOfAccount: Uint32Array | null;
  readonly reading: PlanSheet['reading'];
  readonly currentOfUnit: readonly (string | null)[] | null;
  /** Reasons of rejected rows; null for a graph. */
  readonly problems: readonly RowProblem[] | null;
  readonly inputHash: string;
  readonly heaviest: readonly Heaviest[];
  /** Guesses, repairs and decisions, in words. */
  readonly notes: readonly string[];
}

/** Reads what `hexalign design` is given and makes units of it. @throws InputError */
export async function prepareDesign(options: DesignOptions, line: ProgressLine): Promise<PreparedDesign> {
  return options.graph === null ? fromAccounts(options, options.accounts!, line) : fromGraph(options, options.graph);
}

async function fromAccounts(options: DesignOptions, path: string, line: ProgressLine): Promise<PreparedDesign> {
  const asked = options.region === null ? null : await askedRegion(options.region);
  const judging: JudgeOptions = { locate: await postalPlaces(options.postalTable), ...(asked ? { inside: belongsTo(asked) } : {}) };
  const read = await readAccounts(path, options.mapping, judging, (rows) => line.show({ phase: `reading row ${rows}` }));
  const { region, collected, notes } = asked ? { region: asked, collected: read, notes: [] } : defaultRegion(path, read);
  const { accounts, counts, problems } = collected;
  const k = options.territories ?? new Set(accounts.current?.filter((name) => name !== null)).size;
  if (k === 0) throw new InputError({ code: 'current.empty', where: `column "${read.mapping.current}" of ${path}`, expected: 'the name of today\'s territory in some rows', found: 'none', repair: 'Name another column, or add --territories N.' });

  if (k > accounts.ids.length) throw new InputError({ code: 'territories.too_many', where: '--territories', expected: `at most one for each of the ${accounts.ids.length} accepted accounts`, found: String(k), repair: 'Ask for fewer territories.' });

  line.show({ phase: 'building units' });
  const asMeasures = measuresOf(read.mapping);
  const units = buildUnits({
    lngLat: accounts.lngLat,
    measures: asMeasures.map(({ name, unit }, m) => ({ name, unit, values: accounts.values[m] })),
    region: region.geometry,
    k,
    tolerance: options.tolerance,
    links: options.link,
    ...(options.resolution ? { resolution: options.resolution } : {}),
  });
  const approximate = accounts.approximate.reduce((sum, flag) => sum + flag, 0);
  return {
    k,
    graph: units.graph,
    measures: units.measures,
    columns: units.kept.map((m) => asMeasures[m].column),
    links: units.links,
    region: region.code,
    resolution: units.resolution,
    accounts: { ...accounts, values: units.kept.map((m) => accounts.values[m]) },
    unitOfAccount: units.unitOfAccount,
    reading: { mapping: read.mapping, decimal: read.decimal, counts },
    currentOfUnit: null,
    problems,
    inputHash: read.inputHash,
    heaviest: units.heaviest,
    notes: [...read.notes, ...notes, ...(approximate > 0 ? [`${approximate} accounts have an unknown postal code and were placed between its neighbours.`] : []), ...units.notes],
  };
}

/** The states or countries that hold the accounts; what lies far out at sea is rejected. */
function defaultRegion(path: string, read: Collected): { region: { code: string; geometry: MultiPolygon }; collected: Collected; notes: string[] } {
  const holding = regionsHolding(read.accounts.lngLat);
  if (!holding.geometry) {
    const swapped = regionsHolding(read.accounts.lngLat.map((_, i, all) => all[i ^ 1])).regions.length > 0;
    throw new InputError({ code: 'region.none', where: path, expected: 'places on land', found: `${read.accounts.ids.length} accounts at sea`, repair: swapped ? 'Latitude and longitude look swapped: name them with --lat and --lng.' : 'Check the coordinates.' });
  }
  const collected = withoutAccounts(read, holding.outside, ({ lng, lat }, column) => ({ column, code: 'place.at_sea', found: `${lng}, ${lat}`, expected: 'a place within 30 km of land' }));
  const shown = holding.regions.length > 8 ? `${holding.regions.length} states and countries` : holding.regions.map(({ code, points }) => `${code} (${points})`).join(', ');
  const stray = holding.regions.filter(({ code, points }) => !code.startsWith('us-') && points <= Math.max(2, read.accounts.ids.length / 2000));
  const notes = [`Region: ${holding.code.length > 60 ? `${holding.code.slice(0, 57)}...` : holding.code}, where the accounts are: ${shown}.`];
  if (stray.length > 0 && holding.regions.length > stray.length) notes.push(`Only a few accounts lie in ${stray.map(({ name, points }) => `${name} (${points})`).join(', ')}; if that is a mistake in their coordinates, name the region with --region.`);
  return { region: { code: holding.code, geometry: holding.geometry }, collected, notes };
}

async function fromGraph(options: DesignOptions, path: string): Promise<PreparedDesign> {
  const read = await readGraph(path);
  const k = options.territories ?? new Set(read.current).size;
  const joined = joinIslands(read.graph, read.measures, k, options.tolerance, true);
  return {
    k,
    graph: joined.graph,
    measures: read.measures,
    columns: read.measures.map(({ key }) => key),
    links: joined.links,
    region: null,
    resolution: null,
    accounts: null,
    unitOfAccount: null,
    reading: null,
    currentOfUnit: read.current,
    problems: null,
    inputHash: read.inputHash,
    heaviest: heaviest(read.measures, k, options.tolerance, null),
    notes: [...read.notes, ...joined.notes],
  };
}
