/** Which Node runs the project: the pinned one where a binary comes with the packages, otherwise the one at hand if new enough. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** First Node that runs TypeScript files as they are, without a flag or a warning. */
const LOWEST = [22, 18];

/**
 * @param {string} root
 * @param {{ platform: string, arch: string, version: string, execPath: string, musl: boolean }} [machine]
 * @returns {{ path: string } | { problem: string }}
 */
export function findNode(root, machine = thisMachine()) {
  const { platform, arch, version, execPath, musl } = machine;
  const name = platform === 'win32' ? `node-win-${arch}` : `node-${platform}-${arch}`;
  const pinned = join(root, 'node_modules', name, 'bin', platform === 'win32' ? 'node.exe' : 'node');
  if (!musl && existsSync(pinned)) return { path: pinned };
  if (newEnough(version)) return { path: execPath };
  return {
    problem: `no Node comes with the packages for ${platform}-${arch}${musl ? ' (musl)' : ''}: install Node ${LOWEST.join('.')} or newer (24 is best) and start again; this is Node ${version}`,
  };
}

/** @param {string} version */
function newEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > LOWEST[0] || (major === LOWEST[0] && minor >= LOWEST[1]);
}

function thisMachine() {
  const { platform, arch, versions, execPath } = process;
  return { platform, arch, version: versions.node, execPath, musl: platform === 'linux' && !usesGlibc() };
}

/** The pinned binaries are built against glibc; the process report names it when this Node is, too. */
function usesGlibc() {
  const report = /** @type {{ header?: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  return Boolean(report.header?.glibcVersionRuntime);
}
