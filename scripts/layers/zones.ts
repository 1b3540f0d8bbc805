/** The floors of the house: which part of the tree a file lies in, and what that part may reach for. */

export interface Zone {
  readonly name: string;
  /** Folder, from the root, that relative imports must not leave. */
  readonly home: string;
  /** Folder whose package.json must declare the packages used. */
  readonly packageFolder: string;
  /** What may be imported by name besides what `declared` allows. */
  readonly allowed: readonly RegExp[];
  /** As `allowed`, for imports that are gone at run time. */
  readonly allowedTypes: readonly RegExp[];
  /** True when any package declared in the package.json is fine. */
  readonly declared: boolean;
  /** Never, whatever the package.json says. */
  readonly refused: readonly RegExp[];
}

const NODE = /^node:/;
const ENGINE = /^@hexalign\/engine$/;
const CONTRACT = /^@hexalign\/api\/(contract|told(\/german)?)$/;
const DATA = /^@hexalign\/data$/;
const TEST_TOOLS = /^(vitest|fast-check|playwright-core|axe-core)(\/|$)/;
const HOUSE = /^@hexalign\//;

const engine: Zone = {
  name: 'engine', home: 'packages/engine', packageFolder: 'packages/engine', declared: false, refused: [],
  allowed: [/^h3-js$/, /^kdbush$/, /^topojson-(client|server|simplify)$/, /^@turf\/turf$/, /^@noble\/hashes(\/|$)/],
  allowedTypes: [/^geojson$/, /^topojson-specification$/],
};
const contract: Zone = {
  name: 'contract', home: 'packages/api/contract', packageFolder: 'packages/api', declared: false, refused: [],
  allowed: [/^zod$/], allowedTypes: [ENGINE, /^geojson$/],
};
const api: Zone = {
  name: 'api', home: 'packages/api', packageFolder: 'packages/api', declared: true, refused: [/^@hexalign\/web/],
  allowed: [NODE, ENGINE, CONTRACT, DATA], allowedTypes: [],
};
const web: Zone = {
  name: 'web', home: 'packages/web', packageFolder: 'packages/web', declared: true,
  refused: [NODE, /^@hexalign\/api($|\/(?!(contract|told|told\/german)$))/, DATA], allowed: [ENGINE, CONTRACT], allowedTypes: [],
};
const data: Zone = {
  name: 'data', home: 'data', packageFolder: 'data', declared: true, refused: [HOUSE], allowed: [NODE], allowedTypes: [],
};
const bootstrap: Zone = {
  name: 'bootstrap', home: 'scripts', packageFolder: '.', declared: false, refused: [], allowed: [NODE], allowedTypes: [],
};
const scripts: Zone = { ...bootstrap, name: 'scripts', declared: true, home: '.', refused: [HOUSE] };
const benchmarks: Zone = {
  name: 'benchmarks', home: 'benchmarks', packageFolder: 'benchmarks', declared: true, refused: [/^@hexalign\/web/], allowed: [NODE], allowedTypes: [],
};

/** Tests and makers stand outside the running program: more tools, and the neighbours they exercise. */
function besideTheProgram(zone: Zone): Zone {
  return { ...zone, name: `${zone.name} test`, declared: true, refused: [], allowed: [...zone.allowed, NODE, TEST_TOOLS, HOUSE] };
}

/** True for tests, end-to-end tests and the generators of shipped data. */
export function isBesideTheProgram(path: string): boolean {
  return /\.(test|e2e)\.tsx?$/.test(path) || /^(packages\/[a-z]+\/(test|e2e)|data\/make)\//.test(path) || /vite\.config\.ts$/.test(path);
}

/** The zone of a file, or null when the tree has no place for it. */
export function zoneOf(path: string): Zone | null {
  const zone = runningZone(path);
  return zone && isBesideTheProgram(path) ? besideTheProgram(zone) : zone;
}

function runningZone(path: string): Zone | null {
  if (/^packages\/engine\//.test(path)) return engine;
  if (/^packages\/api\/contract\//.test(path)) return contract;
  if (/^packages\/api\//.test(path)) return api;
  if (/^packages\/web\//.test(path)) return web;
  if (/^data\//.test(path)) return data;
  if (/^benchmarks\//.test(path)) return benchmarks;
  if (/^scripts\/(cli\.mjs$|bootstrap\/)/.test(path)) return bootstrap;
  if (/^scripts\//.test(path)) return scripts;
  return null;
}
