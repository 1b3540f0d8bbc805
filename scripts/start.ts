/** `npm start`: the web app is built when needed, then the server runs in the foreground until it is stopped. */
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './bootstrap/run.mjs';
import { ensureWebBuilt } from './webBuild.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

try {
  await ensureWebBuilt(root);
  process.exitCode = await run(process.execPath, [join(root, 'packages/api/src/cli/main.ts'), 'serve', ...process.argv.slice(2)], {
    cwd: root,
    env: { ...process.env, ...dataFolder() },
    endWithParent: true,
  });
} catch (error) {
  process.stderr.write(`hexalign: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

/** A data folder given by a relative path lies where the user stands, not in the clone. */
function dataFolder(): { DATA_DIR?: string } {
  const { DATA_DIR, INIT_CWD } = process.env;
  return DATA_DIR ? { DATA_DIR: resolve(INIT_CWD ?? root, DATA_DIR) } : {};
}
