/** Rules about a file by itself: its length, its name, its being no barrel, and arithmetic that is the same everywhere. */
import type { Finding } from './finding.ts';
import type { SourceModule } from './sourceModule.ts';
import { isBesideTheProgram } from './zones.ts';

const LONGEST = 400;
const NAMELESS = /(^|\/)(utils?|helpers?|common|types|misc)(\.|\/|$)/i;
/** The public doors: the only files that pass on what others export. */
const DOOR = /^(packages\/[a-z]+\/src\/index\.ts|packages\/api\/contract\/index\.ts|data\/src\/index\.ts)$/;

export function checkFile(module: SourceModule): Finding[] {
  const { path, lines, reexports, unsteady } = module;
  const found: Finding[] = [];
  if (lines > LONGEST) found.push({ rule: 'length', path, detail: `${lines} lines, at most ${LONGEST}` });
  if (NAMELESS.test(path)) found.push({ rule: 'name', path, detail: 'a name that says nothing; name it after what it is for' });
  if (reexports.length > 0 && !DOOR.test(path)) found.push({ rule: 'barrel', path, detail: `passes on "${reexports[0] ?? ''}"; only a package's door does that` });
  if (/^packages\/engine\/src\//.test(path) && !isBesideTheProgram(path)) {
    for (const use of new Set(unsteady)) found.push({ rule: 'determinism', path, detail: `uses ${use}, which is not the same everywhere` });
  }
  return found;
}
