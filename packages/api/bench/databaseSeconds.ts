import { readdirSync, readFileSync } from 'node:fs';

/** What the kernel counts processor time in, per second. */
const TICKS = 100;

/**
 * Processor seconds, user and system, that the database of a data folder has spent: its running processes and those that have ended.
 * Linux only; 0 elsewhere.
 */
export function databaseSeconds(folder: string): number {
  if (process.platform !== 'linux') return 0;
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ').map(Number);
      const [parent, user, system, ended, endedSystem] = [fields[1], fields[11], fields[12], fields[13], fields[14]];
      return [{ pid: Number(pid), parent, own: user + system, ended: ended + endedSystem, main: readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder) }];
    } catch {
      return [];
    }
  });
  const main = all.find((one) => one.main && all.some(({ parent }) => parent === one.pid));
  if (main === undefined) return 0;
  return (main.own + main.ended + all.filter(({ parent }) => parent === main.pid).reduce((sum, { own }) => sum + own, 0)) / TICKS;
}
