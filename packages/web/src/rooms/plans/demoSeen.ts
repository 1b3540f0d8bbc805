const KEY = 'hexalign.demoSeen';

/** This browser has been shown the demo plan before. */
export function demoSeen(): boolean {
  return localStorage.getItem(KEY) !== null;
}

export function markDemoSeen(): void {
  localStorage.setItem(KEY, '1');
}
