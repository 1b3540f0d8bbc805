/** A lock between processes by a file, so that two starts at once do not build the same thing into each other. */
import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const BEAT_MS = 2_000;
/** An owner that has not touched its lock for so long is gone, wherever it ran. */
const DEAD_MS = 60_000;
const SETTLE_MS = 100;

/**
 * Runs `work` while holding the lock; waits for whoever holds it now and takes over from the dead.
 * @template T
 * @param {string} path file that stands for the lock
 * @param {() => Promise<T>} work
 * @param {{ onWait?: () => void }} [options]
 * @returns {Promise<T>}
 */
export async function withLock(path, work, { onWait } = {}) {
  const token = JSON.stringify({ id: randomUUID(), pid: process.pid, host: hostname() });
  for (let waited = false; !(await take(path, token)); waited = true) {
    if (!waited) onWait?.();
    await sleep(200);
  }
  const beat = setInterval(() => touch(path), BEAT_MS);
  beat.unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    if (read(path) === token) rmSync(path, { force: true });
  }
}

/**
 * @param {string} path
 * @param {string} token
 */
async function take(path, token) {
  const holder = read(path);
  const takeover = holder !== null && isDead(path, holder);
  // Only the very lock found dead is removed; the settling time below covers the instant between these two calls.
  if (takeover && read(path) === holder) rmSync(path, { force: true });
  try {
    writeFileSync(path, token, { flag: 'wx' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
  if (takeover) await sleep(SETTLE_MS);
  return read(path) === token;
}

/**
 * @param {string} path
 * @param {string} holder
 */
function isDead(path, holder) {
  try {
    if (Date.now() - statSync(path).mtimeMs > DEAD_MS) return true;
    const { pid, host } = JSON.parse(holder);
    return host === hostname() && !alive(pid);
  } catch {
    return false;
  }
}

/** @param {number} pid */
function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** @param {string} path */
function touch(path) {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // The lock was taken over; the owner finds out when it lets go.
  }
}
