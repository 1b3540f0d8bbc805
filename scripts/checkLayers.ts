/**
 * Fails on whatever would let the house lean: a forbidden or undeclared import, an import cycle (types counted), an inner barrel,
 * a file above 400 lines, a name that says nothing, and arithmetic in the engine that differs between JavaScript engines.
 * The rules are in docs/adr/0002-three-packages-one-direction.md.
 */
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkCycles } from './layers/cycles.ts';
import { checkFile } from './layers/fileRules.ts';
import type { Finding } from './layers/finding.ts';
import { checkImports } from './layers/importRules.ts';
import { sourceFiles } from './layers/sourceFiles.ts';
import { readModule } from './layers/sourceModule.ts';

/** All findings in the tree at `root`, by path. */
export function checkLayers(root: string): Finding[] {
  const modules = sourceFiles(root).map((path) => readModule(root, path));
  const found = [...modules.flatMap((module) => [...checkImports(root, module), ...checkFile(module)]), ...checkCycles(modules)];
  return found.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = resolve(dirname(process.argv[1]), '..');
  const found = checkLayers(root);
  for (const { rule, path, detail } of found) console.log(`${path}: ${rule}: ${detail}`);
  console.log(found.length === 0 ? 'layers: all rules kept' : `layers: ${found.length} broken`);
  process.exitCode = found.length === 0 ? 0 : 1;
}
