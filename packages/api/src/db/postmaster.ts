import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Process and port that a cluster's `postmaster.pid` names; null without a readable one. */
export async function readPidFile(cluster: string): Promise<{ pid: number; port: number } | null> {
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return Number.isInteger(pid) && pid > 0 ? { pid, port: Number.isInteger(port) ? port : 0 } : null;
}

/** Whether a process exists and is more than a leftover that nobody has collected yet; also when it is not ours to signal. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/.test(statLine(pid));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function statLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return '';
  }
}

/**
 * Whether a live process is the server of this cluster. After a restart of the machine its number may have gone to
 * some other program. Where processes cannot be looked at (no /proc), the answer is yes and the port decides.
 */
export async function belongsTo(pid: number, cluster: string): Promise<boolean> {
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  if (line === null || line === '') return process.platform !== 'linux';
  return line.includes('postgres') && line.split('\0').includes(cluster);
}

/** Stops a server: `fast` ends sessions and writes a checkpoint, `immediate` is a crash that the next start recovers from. */
export async function stopServer(pid: number, how: 'fast' | 'immediate'): Promise<void> {
  for (const signal of how === 'fast' ? (['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) : (['SIGQUIT', 'SIGKILL'] as const)) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (let waited = 0; waited < 8000; waited += 20) {
      if (!alive(pid)) return;
      await sleep(20);
    }
  }
}
