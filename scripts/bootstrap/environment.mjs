/** The environment handed to tools: nothing left over from the package manager that called us, except how to reach a registry. */
import { accessSync, constants, existsSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** @typedef {Record<string, string | undefined>} Environment */

const KEPT_SETTING = /^npm_config_(registry|.*registry|cache|https?[-_]?proxy|proxy|no_?proxy|ca|cafile|strict[-_]ssl|userconfig|globalconfig)$/i;

/**
 * Copies the environment without `npm_lifecycle_*`, `npm_package_*` and `npm_config_*` (registry, cache and proxy settings stay),
 * and with a home folder that can be written: a user changed by `sudo` or `su` may still carry somebody else's.
 * @param {Environment} source
 * @returns {Environment}
 */
export function cleanEnvironment(source) {
  /** @type {Environment} */
  const clean = {};
  for (const [name, value] of Object.entries(source)) {
    const fromPackageManager = /^npm_(lifecycle|package|config)_/i.test(name);
    if (!fromPackageManager || KEPT_SETTING.test(name)) clean[name] = value;
  }
  if (process.platform !== 'win32') useOwnHome(clean);
  return clean;
}

/** @param {Environment} environment */
function useOwnHome(environment) {
  if (!writable(environment.HOME)) {
    const own = userInfo().homedir;
    environment.HOME = writable(own) ? own : join(tmpdir(), `hexalign-home-${userInfo().uid}`);
  }
  for (const name of Object.keys(environment)) {
    const cache = environment[name];
    if (/^npm_config_cache$/i.test(name) && cache && existsSync(cache) && !writable(cache)) delete environment[name];
    if (/^npm_config_cache$/i.test(name) && cache && !existsSync(cache) && !writable(dirname(cache))) delete environment[name];
  }
}

/** @param {string | undefined} folder */
function writable(folder) {
  if (!folder) return false;
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Puts the chosen Node and the installed tools first on the path, and lets Node keep what it has compiled: a start then costs half the work.
 * @param {Environment} environment
 * @param {string} root
 * @param {string} node
 * @returns {Environment}
 */
export function toolEnvironment(environment, root, node) {
  const name = Object.keys(environment).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const first = [dirname(node), join(root, 'node_modules', '.bin')];
  const cache = environment.NODE_COMPILE_CACHE ?? join(root, 'node_modules', '.cache', 'node');
  return { ...environment, NODE_COMPILE_CACHE: cache, [name]: [...first, environment[name] ?? ''].join(delimiter) };
}

/**
 * The folder the user stands in. npm runs scripts in the package's folder and tells the user's in INIT_CWD; the variable only counts
 * when npm started this very command, since it is inherited by everything below.
 * @param {Environment} environment
 * @param {string} current
 */
export function standingFolder(environment, current) {
  const told = environment.INIT_CWD;
  const startedByNpm = (environment.npm_lifecycle_script ?? '').includes('scripts/cli.mjs');
  return startedByNpm && told && existsSync(told) ? told : current;
}
