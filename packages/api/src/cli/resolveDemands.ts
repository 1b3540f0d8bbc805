import { territoryCentres, type Constraint, type Link, type UnitGraph } from '@hexalign/engine';
import type { PlanDemands, PlanHold } from '../solving/planDemands.ts';
import { todayOfAccounts, todayOfGraph, type TodayOnUnits } from '../solving/todayOnUnits.ts';
import { linked } from '../units/buildUnits.ts';
import { crossedBorders, readLines } from './crossedBorders.ts';
import { needsToday, type AskedDemands } from './demandOptions.ts';
import { budgetsOf } from './budgetsOf.ts';
import type { DemandGround } from './demandGround.ts';
import { groupsOf, holdsOf } from './heldAccounts.ts';
import { linkBetween, unitAt } from './linkBetween.ts';
import { sharesOf } from './sharesOf.ts';
import { territoryIds, type NamedTerritory } from './territoryIds.ts';
import { wrongOption } from './wrongOption.ts';

/** Demands with every name looked up. k = territories. */
export interface ResolvedDemands {
  /** k ids; null when no demand speaks of a territory, and any may have any number. */
  readonly ids: readonly string[] | null;
  /** Territories that something is said of: their numbers are no matter of taste. */
  readonly own: ReadonlySet<string>;
  readonly shares: readonly (Float64Array | null)[];
  readonly locks: readonly string[];
  readonly holds: readonly PlanHold[];
  readonly demands: PlanDemands;
  readonly today: TodayOnUnits | null;
  /** Where territories of today begin that something is said of, so that it is said of the same ground. */
  readonly ties: readonly Constraint[];
  readonly graph: UnitGraph;
  readonly links: readonly Link[];
  readonly notes: readonly string[];
}

/** Looks up what was typed. @throws InputError naming the option and what it may be instead */
export async function resolveDemands(asked: AskedDemands, ground: DemandGround, tableNames: readonly string[]): Promise<ResolvedDemands> {
  const notes: string[] = [];
  const { k, measures, current, texts } = ground;
  const keys = measures.map(({ key }) => key);
  const measureOf = (name: string, where: string): string => {
    if (keys.includes(name)) return name;
    throw wrongOption(where, `a measure of the plan: ${keys.join(', ')}`, `"${name}"`, 'Name it as in --measure.');
  };
  const withToday = needsToday(asked);
  if (withToday && current === null) throw wrongOption(asked.locks.length > 0 ? '--lock' : asked.budgets.length > 0 ? '--budget' : '--price', 'today\'s territories beside it', 'none', ground.accounts ? 'Name their column with --current.' : 'Give the graph a list "current".');

  const named: NamedTerritory[] = [
    ...tableNames.map((name) => ({ name, where: '--table' })),
    ...[...asked.shares, ...asked.bounds].flatMap(({ territory, where }) => (territory === null ? [] : [{ name: territory, where }])),
    ...asked.homes.map(({ territory }) => ({ name: territory, where: '--home' })),
    ...asked.starts.map(({ territory }) => ({ name: territory, where: '--start' })),
    ...asked.locks.map((name) => ({ name, where: '--lock' })),
    ...asked.inPieces.map((name) => ({ name, where: '--in-pieces' })),
    ...asked.budgets.flatMap(({ territory }) => (territory === null ? [] : [{ name: territory, where: '--budget' }])),
    ...[...new Set(texts.hold ?? [])].flatMap((name) => (name === null ? [] : [{ name, where: '--hold' }])),
  ];
  const ids = named.length > 0 || withToday ? territoryIds(k, named, current && heaviestFirst(current, ground.values[0])) : null;
  const today = ids === null || current === null ? null : ground.accounts ? todayOfAccounts(ground.graph, ground.unitOf, current, ids, keys, ground.values) : todayOfGraph(current, ids);

  let { graph, links } = ground;
  const added = asked.links.map(([a, b]) => linkBetween(graph, a, b));
  for (const one of added) if (one.known) notes.push(`${one.link.from} and ${one.link.to} are neighbours already; --link changes nothing.`);
  const fresh = added.filter(({ known }) => !known).map(({ link }) => link);
  if (fresh.length > 0) {
    graph = linked(graph, fresh);
    links = [...links, ...fresh];
  }
  const barriers: [string, string][] = [];
  for (const path of asked.barriers) {
    const crossed = crossedBorders(graph, await readLines(path)).filter(([u, v]) => !fresh.some(({ from, to }) => (from === graph.ids[u] && to === graph.ids[v]) || (from === graph.ids[v] && to === graph.ids[u])));
    notes.push(crossed.length === 0 ? `The lines of ${path} run between no two neighbours; they bar nothing.` : `The lines of ${path} bar ${crossed.length} ${crossed.length === 1 ? 'border' : 'borders'}.`);
    for (const [u, v] of crossed) barriers.push([graph.ids[u], graph.ids[v]]);
  }

  const pieces = (list: readonly { readonly territory: string }[]): readonly string[] => list.map(({ territory }) => territory);
  const homes = asked.homes.map((home) => ({ ...(asked.leashKm === null ? {} : { leashKm: asked.leashKm }), ...(asked.reachKm === null ? {} : { reachKm: asked.reachKm }), ...home }));
  for (const [option, km] of [['--leash', asked.leashKm], ['--reach', asked.reachKm]] as const) if (km !== null && homes.length === 0) throw wrongOption(option, 'homes to measure from', 'none', 'Add --home TERRITORY=LNG,LAT.');
  const twice = pieces(homes).find((id, i, all) => all.indexOf(id) !== i);
  if (twice !== undefined) throw wrongOption('--home', 'one home per territory', `two for "${twice}"`, 'Leave one of them out.');
  const starts = asked.starts.map(({ territory, at }) => ({ territory, unit: graph.ids[unitAt(graph, at, '--start')] }));
  const weights = Object.fromEntries(asked.weights.map(({ measure, weight }) => [measureOf(measure, '--weight'), weight]));
  if (asked.weights.length > 0 && keys.every((key) => weights[key] === 0)) throw wrongOption('--weight', 'a weight above 0 for some measure', '0 for all', 'Leave one of them out.');
  const tolerances = Object.fromEntries(asked.tolerances.map(({ measure, tolerance }) => [measureOf(measure, '--tolerance'), tolerance]));
  const bounds = asked.bounds.map(({ measure, territory, where, min, max }) => ({ measure: measureOf(measure ?? '', where), ...(territory === null ? {} : { territory }), ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }));
  const together = texts.group === null ? [] : groupsOf(texts.group, ground.unitOf, graph.ids);
  if (texts.group !== null) notes.push(together.length === 0 ? 'No two units have to stay together: every group lies in one.' : `${together.length === 1 ? 'One group' : `${together.length} groups`} of units stay together, the largest ${Math.max(...together.map(({ length }) => length))} units.`);
  const held = texts.hold === null ? { holds: [], notes: [] } : holdsOf(texts.hold, ground.unitOf, ground.ids, graph.ids);
  notes.push(...held.notes);
  if (asked.pricedBy !== null && asked.pricedBy !== 'units') measureOf(asked.pricedBy, '--price');
  const demands: PlanDemands = {
    ...(withToday ? { today: true as const } : {}),
    ...(asked.weights.length > 0 ? { weights } : {}),
    ...(asked.tolerances.length > 0 ? { tolerances } : {}),
    ...(bounds.length > 0 ? { bounds } : {}),
    ...(homes.length > 0 ? { homes } : {}),
    ...(starts.length > 0 ? { starts } : {}),
    ...(together.length > 0 ? { together } : {}),
    ...(barriers.length > 0 ? { barriers } : {}),
    ...(asked.inPieces.length > 0 ? { inPieces: [...asked.inPieces] } : {}),
    ...(asked.budgets.length > 0 ? { budgets: budgetsOf(asked.budgets, ground, ids ?? []) } : {}),
    ...(asked.price === null ? {} : { price: asked.price }),
    ...(asked.pricedBy === null || asked.pricedBy === 'units' ? {} : { pricedBy: asked.pricedBy }),
    ...(asked.travel === null ? {} : { travel: asked.travel }),
  };
  const own = new Set(named.map(({ name }) => name));
  const tied = ids !== null && today !== null && !(asked.budgets.length > 0 || (asked.price ?? 0) > 0);
  return {
    ids, own, locks: asked.locks, holds: held.holds, demands, today, graph, links, notes,
    shares: sharesOf(asked.shares, keys, ids, k),
    ties: tied ? tiesOf(graph, ids, own, today, new Set([...pieces(homes), ...pieces(held.holds), ...pieces(starts), ...asked.locks])) : [],
  };
}

function heaviestFirst(current: readonly (string | null)[], weight: Float64Array): string[] {
  const sums = new Map<string, number>();
  current.forEach((name, p) => name !== null && sums.set(name, (sums.get(name) ?? 0) + weight[p]));
  return [...sums].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name]) => name);
}

/** A home, without leash or reach, in the middle of today's ground of territories that have no place otherwise. */
function tiesOf(graph: UnitGraph, ids: readonly string[], own: ReadonlySet<string>, today: TodayOnUnits, placed: ReadonlySet<string>): Constraint[] {
  const { unit } = territoryCentres(graph, today.slots, ids.length);
  return ids.flatMap((id, slot) => (own.has(id) && !placed.has(id) && unit[slot] >= 0 ? [{ type: 'home' as const, slot, lng: graph.lngLat[2 * unit[slot]], lat: graph.lngLat[2 * unit[slot] + 1] }] : []));
}
