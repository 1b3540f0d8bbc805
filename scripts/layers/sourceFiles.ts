import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const TOPS = ['packages', 'data', 'benchmarks', 'scripts'];
const SKIPPED = new Set(['node_modules', 'dist', 'coverage', 'work', 'peers']);
const SOURCE = /\.(ts|tsx|mjs|css)$/;

/** Source files of the project, as paths from its root with `/`, ascending. */
export function sourceFiles(root: string): string[] {
  const found: string[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory() && !SKIPPED.has(entry.name) && !entry.name.startsWith('.')) visit(path);
      else if (entry.isFile() && SOURCE.test(entry.name)) found.push(path);
    }
  };
  for (const top of TOPS) if (existsSync(join(root, top))) visit(top);
  return found.sort();
}
