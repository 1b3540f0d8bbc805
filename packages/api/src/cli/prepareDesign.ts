import { regionsHolding } from '@hexalign/data';
import type { Link, Measure, UnitGraph } from '@hexalign/engine';
import type { MultiPolygon } from 'geojson';
import type { RowProblem } from '../../contract/datasets.ts';
import type { AccountTable, Collected } from '../datasets/collectAccounts.ts';
import { InputError } from '../datasets/inputError.ts';
import type { JudgeOptions } from '../datasets/judgeRow.ts';
import { ownMeasures, WORKLOAD_COLUMN, withWorkloadColumns, workloadHours } from '../datasets/workload.ts';
import type { PlanSheet } from '../exports/planSheet.ts';
import { buildUnits, joinIslands } from '../units/buildUnits.ts';
import { heaviest, type Heaviest } from '../units/heaviest.ts';
import type { AskedDemands } from './demandOptions.ts';
import { extraColumns } from './extraColumns.ts';
import type { DesignOptions } from './options.ts';
import type { ProgressLine } from './progressLine.ts';
import { postalPlaces, readAccounts } from './readAccounts.ts';
import { readGraph } from './readGraph.ts';
import { readTerritoryTable } from './readTerritoryTable.ts';
import { askedRegion, belongsTo } from './regionOf.ts';
import { resolveDemands, type ResolvedDemands } from './resolveDemands.ts';
import { territoryCount, type TerritoryCount } from './territoryCount.ts';
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
  readonly demands: ResolvedDemands;
  /** Guesses, repairs and decisions, in words. */
  readonly notes: readonly string[];
}

/** Reads what `hexalign design` is given and makes units of it. @throws InputError */
export async function prepareDesign(options: DesignOptions, line: ProgressLine): Promise<PreparedDesign> {
  const table = options.demands.table === null ? null : await readTerritoryTable(options.demands.table);
  const demands = table === null ? options.demands : {
    ...options.demands,
    shares: [...table.shares, ...options.demands.shares], bounds: [...table.bounds, ...options.demands.bounds], homes: [...table.homes, ...options.demands.homes],
    locks: [...new Set([...table.locks, ...options.demands.locks])], inPieces: [...new Set([...table.inPieces, ...options.demands.inPieces])],
  };
  const names = table?.names ?? [];
  return options.graph === null ? fromAccounts(options, demands, names, options.accounts!, line) : fromGraph(options, demands, names, options.graph);
}

async function fromAccounts(options: DesignOptions, demands: AskedDemands, names: readonly string[], path: string, line: ProgressLine): Promise<PreparedDesign> {
  const { workload } = options;
  const asked = options.region === null ? null : await askedRegion(options.region);
  const judging: JudgeOptions = { locate: await postalPlaces(options.postalTable), ...(asked ? { inside: belongsTo(asked) } : {}) };
  const read = await readAccounts(path, withWorkloadColumns({ ...options.mapping, measures: options.mapping.measures ?? [] }, workload), judging, (rows) => line.show({ phase: `reading row ${rows}` }));
  const { region, collected, notes } = asked ? { region: asked, collected: read, notes: [] } : defaultRegion(path, read);
  const { counts, problems } = collected;
  const own = ownMeasures({ measures: workload === null ? read.mapping.measures : (options.mapping.measures ?? []) }, workload);
  const asMeasures = [...own, ...(workload === null ? [] : [{ name: workload.name, column: WORKLOAD_COLUMN, unit: 'hours' as const }])];
  const homesOf = (k: number): number[] => (demands.homes.length === k ? demands.homes.flatMap(({ lng, lat }) => [lng, lat]) : []);
  const valuesFor = (k: number): readonly Float64Array[] => {
    const { lngLat, values } = collected.accounts;
    return [...values.slice(0, own.length), ...(workload === null ? [] : [workloadHours(workload, lngLat, values.slice(own.length), k, homesOf(k))])];
  };
  const counted = options.capacities === null ? null : territoryCount(options.capacities, (name, k) => {
    const m = asMeasures.findIndex((measure) => measure.name === name);
    return m < 0 ? null : (m < own.length ? collected.accounts.values[m] : valuesFor(k)[m]).reduce((sum, value) => sum + value, 0);
  }, asMeasures.map(({ name }) => name));
  const today = new Set(collected.accounts.current?.filter((name) => name !== null)).size;
  const k = options.territories ?? counted?.k ?? (names.length > 0 ? names.length : today);
  const accounts = { ...collected.accounts, values: valuesFor(k) };
  if (k === 0) throw new InputError({ code: 'current.empty', where: `column "${read.mapping.current}" of ${path}`, expected: 'the name of today\'s territory in some rows', found: 'none', repair: 'Name another column, or add --territories N.' });

  if (k > accounts.ids.length) throw new InputError({ code: 'territories.too_many', where: '--territories', expected: `at most one for each of the ${accounts.ids.length} accepted accounts`, found: String(k), repair: 'Ask for fewer territories.' });

  line.show({ phase: 'building units' });
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
  const values = units.kept.map((m) => accounts.values[m]);
  const columns = [['--hold', demands.hold], ['--group', demands.group]].flatMap(([option, column]) => (column === null ? [] : [{ column: column!, option: option! }]));
  const texts = await extraColumns(path, accounts.rows, columns);
  const resolved = await resolveDemands(demands, {
    k, graph: units.graph, measures: units.measures, links: units.links, unitOf: units.unitOfAccount, ids: accounts.ids, current: accounts.current, values, accounts: true,
    texts: { hold: demands.hold === null ? null : texts[0], group: demands.group === null ? null : texts[texts.length - 1] },
  }, names);
  return {
    k,
    graph: resolved.graph,
    measures: units.measures,
    columns: units.kept.map((m) => asMeasures[m].column),
    links: resolved.links,
    demands: resolved,
    region: region.code,
    resolution: units.resolution,
    accounts: { ...accounts, values },
    unitOfAccount: units.unitOfAccount,
    reading: { mapping: { ...read.mapping, measures: [...(workload === null ? read.mapping.measures : own)] }, decimal: read.decimal, counts, ...(workload === null ? {} : { workload }) },
    currentOfUnit: null,
    problems,
    inputHash: read.inputHash,
    heaviest: units.heaviest,
    notes: [...read.notes, ...notes, ...(counted === null ? [] : [countedText(counted)]), ...(approximate > 0 ? [`${approximate} accounts have an unknown postal code and were placed between its neighbours.`] : []), ...units.notes, ...resolved.notes],
  };
}

/** The arithmetic behind a number of territories. */
function countedText({ k, needed, fewer }: TerritoryCount): string {
  const each = needed.counts.map(({ measure, total, perPosition, exact }) => `${Math.round(total)} ${measure} at ${Number(perPosition.toPrecision(6))} each make ${Number(exact.toPrecision(3))}`);
  return `${k} territories: ${each.join('; ')}${needed.counts.length > 1 ? `; ${needed.decidedBy} decides` : ''}${fewer === null ? '' : `; ${k - 1} larger ones would have ${Math.round(fewer.counts.find(({ measure }) => measure === fewer.decidedBy)!.total)} ${fewer.decidedBy}, with longer ways`}.`;
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

async function fromGraph(options: DesignOptions, demands: AskedDemands, names: readonly string[], path: string): Promise<PreparedDesign> {
  const read = await readGraph(path);
  const counted = options.capacities === null ? null : territoryCount(options.capacities, (name) => read.measures.find(({ key }) => key === name)?.values.reduce((sum, value) => sum + value, 0) ?? null, read.measures.map(({ key }) => key));
  const k = options.territories ?? counted?.k ?? (names.length > 0 ? names.length : new Set(read.current?.filter((name) => name !== null)).size);
  if (k === 0) throw new InputError({ code: 'current.empty', where: path, expected: 'a list "current" with today\'s territories', found: 'none', repair: 'Add --territories N.' });
  const joined = joinIslands(read.graph, read.measures, k, options.tolerance, true);
  const resolved = await resolveDemands(demands, {
    k, graph: joined.graph, measures: read.measures, links: joined.links, unitOf: Uint32Array.from(read.graph.ids.keys()), ids: read.graph.ids, current: read.current, values: read.measures.map(({ values }) => values), accounts: false,
    texts: { hold: demands.hold === null ? null : read.texts(demands.hold, '--hold'), group: demands.group === null ? null : read.texts(demands.group, '--group') },
  }, names);
  return {
    k,
    graph: resolved.graph,
    measures: read.measures,
    columns: read.measures.map(({ key }) => key),
    links: resolved.links,
    demands: resolved,
    region: null,
    resolution: null,
    accounts: null,
    unitOfAccount: null,
    reading: null,
    currentOfUnit: read.current,
    problems: null,
    inputHash: read.inputHash,
    heaviest: heaviest(read.measures, k, options.tolerance, null),
    notes: [...read.notes, ...(counted === null ? [] : [countedText(counted)]), ...joined.notes, ...resolved.notes],
  };
}
