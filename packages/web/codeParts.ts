/** What the bundler tells of a module. */
interface Known {
  readonly importedIds: readonly string[];
}

interface Bundle {
  getModuleInfo(id: string): Known | null;
}

/** The files that each part begins with, in the order in which a plan that is opened needs them. A part is what it adds to those before. */
const PARTS: readonly (readonly [name: string, roots: readonly string[]])[] = [
  ['start', ['src/start.ts']],
  ['page', ['src/main.tsx']],
  ['workspace', ['src/rooms/scenarios/ScenarioPage.tsx']],
  ['map', ['src/map/mapAhead.ts', 'src/rooms/scenarios/MapPane.tsx']],
];

/**
 * Names the part of the code that a module belongs to, so that a plan opens with a handful of files in place of a hundred: each of them
 * costs the browser milliseconds of its own. What no part needs is left to the bundler, which keeps it with the page that asks for it.
 */
export function codeParts(folder: string): (id: string, context: Bundle) => string | null {
  let partOf: Map<string, string> | null = null;
  return (id, bundle) => {
    partOf ??= parts(folder, bundle);
    const part = partOf.get(id) ?? null;
    // The first file is the entry itself: a part of that name would be one more to wait for.
    return part === 'start' ? null : part;
  };
}

function parts(folder: string, bundle: Bundle): Map<string, string> {
  const partOf = new Map<string, string>();
  for (const [name, roots] of PARTS) {
    const open = roots.map((root) => `${folder}/${root}`);
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (partOf.has(id)) continue;
      partOf.set(id, name);
      open.push(...(bundle.getModuleInfo(id)?.importedIds ?? []));
    }
  }
  return partOf;
}
