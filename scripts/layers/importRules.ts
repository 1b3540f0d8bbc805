/** Rules about a single import: it stays in its zone, its package is declared, its path is whole. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import type { Finding } from './finding.ts';
import type { Import, SourceModule } from './sourceModule.ts';
import { isBesideTheProgram, zoneOf, type Zone } from './zones.ts';

/** What tests and benchmarks may reach by path outside their own package: how a browser is found and how the app is built. */
const LENT: readonly string[] = ['scripts/browser.ts', 'scripts/webBuild.ts'];

export function checkImports(root: string, module: SourceModule): Finding[] {
  const zone = zoneOf(module.path);
  if (!zone) return [{ rule: 'place', path: module.path, detail: 'lies in no part of the house' }];
  return module.imports.flatMap((one) => {
    const detail = one.specifier.startsWith('.') ? relativeProblem(root, module, zone, one) : namedProblem(root, module, zone, one);
    return detail ? [{ rule: detail.rule, path: module.path, detail: detail.text }] : [];
  });
}

type Problem = { rule: string; text: string } | null;

function relativeProblem(root: string, module: SourceModule, zone: Zone, { specifier }: Import): Problem {
  const target = targetOf(module.path, specifier);
  if (!existsSync(join(root, target)) || !/\.[a-z0-9]+$/.test(target)) {
    return { rule: 'extension', text: `"${specifier}" is no file; a relative import carries its extension` };
  }
  if ((isBesideTheProgram(module.path) || zone.name === 'benchmarks') && LENT.includes(target)) return null;
  const inside = zone.home === '.' || target.startsWith(`${zone.home}/`);
  if (!inside) return { rule: 'dependency', text: `${zone.name} must not reach "${specifier}" by path` };
  if (!isBesideTheProgram(module.path) && isBesideTheProgram(target)) return { rule: 'dependency', text: `running code must not import the test "${specifier}"` };
  return null;
}

function namedProblem(root: string, module: SourceModule, zone: Zone, { specifier, typeOnly }: Import): Problem {
  const refused = { rule: 'dependency', text: `${zone.name} must not import "${specifier}"${typeOnly ? ', not even its types' : ''}` };
  if (zone.refused.some((pattern) => pattern.test(specifier))) return refused;
  const allowed = [...zone.allowed, ...(typeOnly ? zone.allowedTypes : [])].some((pattern) => pattern.test(specifier));
  if (!allowed && !zone.declared) return refused;
  if (specifier.startsWith('node:')) return allowed ? null : refused;
  return declaredIn(root, zone.packageFolder, specifier, typeOnly || isBesideTheProgram(module.path) || zone.packageFolder === '.')
    ? null
    : { rule: 'undeclared', text: `"${specifier}" is not declared in ${posix.join(zone.packageFolder, 'package.json')}` };
}

/** Path from the root of a relative import, without a bundler's query. */
export function targetOf(path: string, specifier: string): string {
  return posix.normalize(posix.join(posix.dirname(path), specifier.replace(/[?#].*$/, '')));
}

function declaredIn(root: string, folder: string, specifier: string, developing: boolean): boolean {
  const name = specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
  const own = manifest(join(root, folder, 'package.json'));
  const everybody = manifest(join(root, 'package.json'));
  if (own.name === name || name in own.dependencies || name in own.optionalDependencies) return true;
  // `import type` from "geojson" is served by "@types/geojson".
  const names = [name, `@types/${name}`];
  return developing && names.some((one) => one in own.devDependencies || one in everybody.devDependencies);
}

interface Manifest {
  readonly name: string;
  readonly dependencies: Record<string, string>;
  readonly optionalDependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
}

const manifests = new Map<string, Manifest>();

function manifest(path: string): Manifest {
  const known = manifests.get(path);
  if (known) return known;
  const read: Partial<Manifest> = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) as Partial<Manifest> : {};
  const whole = { name: dirname(path), dependencies: {}, optionalDependencies: {}, devDependencies: {}, ...read };
  manifests.set(path, whole);
  return whole;
}
