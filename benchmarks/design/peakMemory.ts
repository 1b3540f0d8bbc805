import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Starts to watch the process' memory. Where the system lets a process forget its peak (Linux), what came before does
 * not count; elsewhere an earlier peak hides a lower later one.
 *
 * @returns a function that gives the peak since, in MB beyond what is held now
 */
export function watchMemory(): () => number {
  const now = process.memoryUsage.rss();
  const forgot = forgetPeak();
  return () => Math.max(0, (forgot ? peakOfStatus() : process.resourceUsage().maxRSS * 1024) - now) / 1e6;
}

function forgetPeak(): boolean {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
    return peakOfStatus() > 0;
  } catch {
    return false;
  }
}

function peakOfStatus(): number {
  return 1024 * Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0);
}
