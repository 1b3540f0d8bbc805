import { findRegion, regionsHolding } from '@hexalign/data';
import { certify, fileOutline, frontier, inertiaBound, openWorkbench, packGraph, repairPlan, solve, UNASSIGNED, unpackGraph, withBound, type Certificate, type Constraint, type Frontier, type FrontierOptions, type FrontierProgress, type InertiaBound, type Link, type Measure, type Preset, type Problem, type Progress, type Solution, type SolveOptions, type Task } from '@hexalign/engine';
import type { FeatureCollection, MultiPolygon } from 'geojson';
import type { RowProblem } from '../../contract/datasets.ts';
import { groundOf, type Ground } from '../datasets/ground.ts';
import { accountsCsv } from '../exports/accountsCsv.ts';
import { areasGeojson } from '../exports/areasGeojson.ts';
import { certificateJson } from '../exports/certificateJson.ts';
import { withLeast, type LeastDisruptionArgs } from '../exports/leastDisruption.ts';
import { layerTopology, type LayerArea } from '../layers/layerTopology.ts';
import type { LayerOverlaps } from '../layers/overlapPairs.ts';
import type { OnGround, OnGroundArgs } from '../layers/overlapsOnGround.ts';
import type { AreaText } from '../layers/readAreas.ts';
import { inPieces } from '../exports/csvLine.ts';
import type { ExportFileArgs } from '../exports/exportFile.ts';
import { planJson } from '../exports/planJson.ts';
import type { Disruption, PlanSheet } from '../exports/planSheet.ts';
import { rejectedCsv } from '../exports/rejectedCsv.ts';
import { territoriesGeojson } from '../exports/territoriesGeojson.ts';
import { unitsCsv } from '../exports/unitsCsv.ts';
import { joined, zipped } from '../exports/zipped.ts';
import { InputError, type InputFault } from '../datasets/inputError.ts';
import { clashText } from '../solving/clashText.ts';
import { explainDemand, type Explained } from '../solving/explainDemand.ts';
import { planJudged, type PlanJudged } from '../solving/planJudged.ts';
import { problemOf } from '../solving/problemOf.ts';
import { answerWhatIf, type WhatIfAnswer, type WhatIfFault, type WhatIfQuestion } from '../whatif/answer.ts';
import { boundsOf, type Bounds } from '../units/boundsOf.ts';
import { evenlyRepaired, type Evenly } from '../why/evenly.ts';
import { rivalsOf, type Rival, type RivalsArgs } from '../why/rivals.ts';
import { swingUnits, type Swing, type SwingArgs } from '../why/swing.ts';
import { areaShapes, buildAreaUnits } from '../units/areaUnits.ts';
import { buildUnits, type BuiltUnits, type UnitsRequest } from '../units/buildUnits.ts';
import { extendAreas } from '../units/extendAreas.ts';
import { extendUnits, type ExtendArgs, type Extended } from '../units/extendUnits.ts';
import { todayAlignment } from '../units/todayAlignment.ts';

/** What a plan demands, in the engine's terms and fit to be sent to a thread. k = territories that hold units. */
export interface Demand {
  /** Packed graph. */
  readonly graph: SharedArrayBuffer;
  readonly measures: readonly Measure[];
  readonly k: number;
  /** Per measure k shares and the tolerance, 0-1. */
  readonly shares: readonly Float64Array[];
  readonly tolerance: readonly number[];
  /** Per measure how much it counts beside the others, > 0. */
  readonly weight: readonly number[];
  /** n slots as they are, which name the new territories. */
  readonly baseline?: Uint16Array;
  /** Slots that neither gain nor lose. */
  readonly locks: readonly number[];
  /** k * q sums that named accounts bring to territories beside their ground; the measures are without them. */
  readonly load?: Float64Array;
  /** Everything else that may not happen. */
  readonly constraints?: readonly Constraint[];
  readonly weights?: Problem['weights'];
  /** Key of the measure in which moving has its price; units, counted, when left out. */
  readonly priced?: string;
}

export interface BuildArgs extends Omit<UnitsRequest, 'region'> {
  /** Region code; null = the states and countries that hold the accounts. */
  readonly region: string | null;
  /** Per account the slot of today's territory, -1 = none; null = begin empty. */
  readonly today: Int32Array | null;
  /** Areas that are to be the units, and the name of their layer; null = H3 cells. */
  readonly areas: { readonly collection: FeatureCollection; readonly layer: string } | null;
}

export interface SolveArgs extends SolveOptions {
  readonly demand: Demand;
  readonly preset: Preset;
  readonly seed: number;
}

/** A problem in the engine's own terms, its graph packed. */
export interface SolveProblemArgs extends SolveOptions {
  readonly graph: SharedArrayBuffer;
  readonly problem: Omit<Problem, 'graph'>;
}

export interface CertifyArgs {
  readonly demand: Demand;
  readonly slots: Uint16Array;
  readonly links: readonly Link[];
  /** Of the territories, for the sentences. */
  readonly names: readonly string[];
}

export interface ExportArgs {
  readonly demand: Demand;
  readonly sheet: Omit<PlanSheet, 'graph' | 'certificate'>;
  /** Of every rejected row, for the whole plan as an archive; null = its territories alone, as GeoJSON. */
  readonly problems: readonly RowProblem[] | null;
  /** Outlines of units that are areas; null for cells. */
  readonly areas: FeatureCollection | null;
}

/** Accounts that no plan can be made of. Errors lose their class on the way between threads, so it is said in words. */
export interface BuildFault {
  readonly fault: InputFault;
}

export interface BuildResult extends Omit<BuiltUnits, 'graph'> {
  /** Packed graph. */
  readonly graph: ArrayBuffer;
  readonly fingerprint: string;
  readonly units: number;
  readonly borders: number;
  readonly bounds: Bounds;
  /** Canonical code of the region that was covered. */
  readonly region: string;
  /** Per measure the unit's id and place. */
  readonly heaviestUnits: readonly { readonly id: string; readonly lng: number; readonly lat: number }[];
  /** n slots of today; null = none asked for. */
  readonly today: Uint16Array | null;
  /** Positions of the accounts that lie in a unit; null = all do. `unitOfAccount` is of these. */
  readonly inside: Uint32Array | null;
}

/** Everything that runs in a worker thread, by name. Each takes one plain value; what takes long is a resumable task. */
export const methods = {
  *build({ region, today, areas, ...request }: BuildArgs): Task<BuildResult | BuildFault> {
    yield { phase: 'region', done: 0.2 };
    const ground = region === null ? regionsHolding(request.lngLat) : findRegion(region);
    yield { phase: 'units', done: 0.3 };
    const made = tryBuild(() => (areas === null ? { ...buildUnits({ ...request, region: ground?.geometry ?? null }), inside: null } : buildAreaUnits(request, areas.collection, areas.layer)));
    if ('fault' in made) return made;
    const { graph, ...built } = made;
    yield { phase: 'save', done: 0.9 };
    return {
      ...built,
      graph: packGraph(graph),
      fingerprint: graph.fingerprint,
      units: graph.ids.length,
      borders: graph.neighbors.length / 2,
      bounds: boundsOf(graph.lngLat) ?? [0, 0, 0, 0],
      region: ground?.code ?? '',
      heaviestUnits: built.heaviest.map(({ unit }) => ({ id: graph.ids[unit], lng: graph.lngLat[2 * unit], lat: graph.lngLat[2 * unit + 1] })),
      today: today === null ? null : todayAlignment(graph, built.unitOfAccount, built.inside === null ? today : Int32Array.from(built.inside, (i) => today[i]), built.inside === null ? request.measures[built.kept[0]].values : Float64Array.from(built.inside, (i) => request.measures[built.kept[0]].values[i])),
    };
  },
  *solve({ demand, ...options }: SolveArgs): Task<Solution> {
    return yield* solve(problemFor(demand), options);
  },
  *frontier({ demand, ...options }: FrontierOptions & { readonly demand: Demand }): Task<Frontier, FrontierProgress> {
    return yield* frontier(problemFor(demand), options);
  },
  *explain({ demand, names }: { readonly demand: Demand; readonly names: readonly string[] }): Task<Explained> {
    yield* [] as Progress[];
    return explainDemand(problemFor(demand), names);
  },
  *judgeBoth({ demand, before, slots, links, names }: CertifyArgs & { readonly before: Uint16Array }): Task<{ readonly before: PlanJudged; readonly after: PlanJudged }> {
    yield* [] as Progress[];
    const problem = problemFor(demand);
    return { before: planJudged(problem, before, { links, names, why: false }), after: planJudged(problem, slots, { links, names, why: true }) };
  },
  *solveProblem({ graph, problem, ...options }: SolveProblemArgs): Task<Solution> {
    return yield* solve({ ...problem, graph: unpackGraph(graph) }, options);
  },
  extend({ areas, ...args }: ExtendArgs & { readonly areas: FeatureCollection | null }): Extended {
    return areas === null ? extendUnits(args) : extendAreas(args, areas);
  },
  *bound({ demand, slots }: { demand: Demand; slots: Uint16Array }): Task<InertiaBound | null> {
    return yield* inertiaBound(problemFor(demand), slots);
  },
  *repair({ demand, slots }: { demand: Demand; slots: Uint16Array }): Task<{ readonly slots: Uint16Array; readonly movedShare: number; readonly worstDeviation: number; readonly outside: readonly string[] }> {
    const { slots: repaired, movedShare, worstDeviation, outside } = yield* repairPlan(openWorkbench(problemFor({ ...demand, baseline: slots }), slots));
    return { slots: repaired, movedShare, worstDeviation, outside: outside.map(({ message }) => message) };
  },
  *whatIf({ demand, slots, question }: { readonly demand: Demand; readonly slots: Uint16Array; readonly question: WhatIfQuestion }): Task<WhatIfAnswer | WhatIfFault> {
    return yield* answerWhatIf(problemFor(demand), slots, question);
  },
  *judge({ demand, slots, links, names }: CertifyArgs): Task<PlanJudged> {
    yield* [] as Progress[];
    return planJudged(problemFor(demand), slots, { links, names, why: false });
  },
  rivals(args: RivalsArgs): { readonly km: number | null; readonly rivals: Rival[] } {
    return rivalsOf(args);
  },
  swing(args: SwingArgs): Swing[] {
    return swingUnits(args);
  },
  *evenly({ demand, slots }: { demand: Demand; slots: Uint16Array }): Task<Evenly> {
    return yield* evenlyRepaired(problemFor(demand), demand, slots);
  },
  *certify({ demand, slots, links, names }: CertifyArgs): Task<Certificate & { readonly clash: readonly string[] }> {
    yield* [] as Progress[];
    const problem = problemFor(demand);
    const certificate = certify(problem, slots, { links, names });
    // While ground is unassigned nobody asks yet why it does not come out even.
    return { ...certificate, clash: certificate.feasible || slots.includes(UNASSIGNED) ? [] : clashText(problem, names) };
  },
  *leastDisruption({ disruption, ...points }: LeastDisruptionArgs & { readonly disruption: Disruption }): Task<Disruption> {
    yield* [] as Progress[];
    return withLeast(disruption, points);
  },
  ground({ lngLat, values }: { lngLat: Float64Array; values: readonly Float64Array[] }): Ground {
    return groundOf(lngLat, values);
  },
  layerTopology({ areas }: { areas: readonly LayerArea[] }): string {
    return layerTopology({ areas });
  },
  async layerOverlaps({ areas }: { readonly areas: readonly AreaText[] }): Promise<LayerOverlaps> {
    // Read when the first layer is looked through.
    const [{ overlapPairs }, { readAreas }] = await Promise.all([import('../layers/overlapPairs.ts'), import('../layers/readAreas.ts')]);
    const { ids, shapes } = readAreas(areas);
    return overlapPairs(ids, shapes);
  },
  async overlapsOnGround(args: OnGroundArgs): Promise<OnGround> {
    const { overlapsOnGround } = await import('../layers/overlapsOnGround.ts');
    return overlapsOnGround(args);
  },
  async exportFile(args: ExportFileArgs & { readonly demand: Demand }): Promise<Uint8Array> {
    // Writers of other formats are loaded when one is asked for.
    const { exportFile } = await import('../exports/exportFile.ts');
    return exportFile(args, problemFor(args.demand));
  },
  *exportPlan({ demand, sheet, problems, areas }: ExportArgs): Task<Uint8Array> {
    const graph = unpackGraph(demand.graph);
    const problem = problemFor(demand);
    const judged = certify(problem, sheet.slots, { links: sheet.links, seed: sheet.seed, names: sheet.territories.map(({ name }) => name) });
    yield { phase: 'judged', done: 0.1 };
    const shapes = areas === null ? (fileOutline(graph, sheet.slots, demand.k, sheet.accounts?.lngLat) as MultiPolygon[] | null) : areaShapes(areas, sheet.slots, demand.k);
    yield { phase: 'outlined', done: 0.5 };
    if (problems === null) return yield* joined(territoriesGeojson({ ...sheet, graph, certificate: judged }, shapes));
    const { accounts, disruption, territories } = sheet;
    const keys = demand.measures.map(({ key }) => key);
    const least = disruption && accounts?.current ? withLeast(disruption, { keys, weights: accounts.values, today: accounts.current, ids: territories.map(({ id }) => id), shares: demand.shares, tolerance: demand.tolerance }) : disruption;
    const clash = judged.feasible ? [] : clashText(problem, sheet.territories.map(({ name }) => name));
    const plan: PlanSheet = { ...sheet, graph, clash, disruption: least, certificate: withBound(judged, yield* inertiaBound(problem, sheet.slots)) };
    return yield* zipped([
      { name: 'accounts.csv', pieces: () => inPieces(accountsCsv(plan)) },
      ...(areas === null ? [] : [{ name: 'areas.geojson', pieces: () => areasGeojson(areas) }]),
      { name: 'rejected.csv', pieces: () => inPieces(rejectedCsv(problems)) },
      { name: 'territories.geojson', pieces: () => territoriesGeojson(plan, shapes) },
      { name: 'units.csv', pieces: () => inPieces(unitsCsv(plan)) },
      { name: 'plan.json', pieces: (hashes) => [planJson(plan, hashes)] },
      { name: 'certificate.json', pieces: (hashes) => [certificateJson(plan, hashes['plan.json'])] },
    ]);
  },
} satisfies Record<string, (args: never) => unknown>;

export type Methods = typeof methods;
export type ArgsOf<M extends keyof Methods> = Parameters<Methods[M]>[0];
export type AnswerOf<M extends keyof Methods> = ReturnType<Methods[M]> extends Task<infer T> ? T : Awaited<ReturnType<Methods[M]>>;

function tryBuild<T extends BuiltUnits>(make: () => T): T | BuildFault {
  try {
    return make();
  } catch (error) {
    if (error instanceof InputError) return { fault: error.fault };
    throw error;
  }
}

function problemFor({ graph, measures, k, shares, tolerance, weight, baseline, locks, load, constraints = [], weights, priced }: Demand): Problem {
  const problem = problemOf({ graph: unpackGraph(graph), measures, k, shares, tolerance, weight, baseline, constraints: [...locks.map((slot) => ({ type: 'lock' as const, slot })), ...constraints] });
  return { ...problem, ...(load ? { load } : {}), ...(weights ? { weights } : {}), ...(priced === undefined ? {} : { priced }) };
}
