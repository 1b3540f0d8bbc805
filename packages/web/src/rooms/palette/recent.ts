const KEY = 'hexalign.palette.recent';
const KEPT = 6;

/** Commands that were run from the palette in this browser, the last one first. */
export function recentCommands(): readonly string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(stored) ? stored.filter((id): id is string => typeof id === 'string') : [];
  } catch {
    // What cannot be read counts as nothing run.
    return [];
  }
}

/** Keeps that a command was run. */
export function keepRecent(id: string): void {
  localStorage.setItem(KEY, JSON.stringify([id, ...recentCommands().filter((other) => other !== id)].slice(0, KEPT)));
}
