import type { Territory } from '@hexalign/api/contract';

/** Keys 1 to 9. */
export const PINS = 9;

const keyOf = (scenarioId: string): string => `hexalign.pins.${scenarioId}`;

/** Territory ids behind the keys 1 to 9 of a scenario: as pinned in this browser, else the first ones in their order. */
export function pinnedIds(scenarioId: string, territories: readonly (Territory | null)[]): (string | null)[] {
  const live = territories.flatMap((territory) => (territory?.level === 0 ? [territory.id] : []));
  let stored: unknown = null;
  try {
    stored = JSON.parse(localStorage.getItem(keyOf(scenarioId)) ?? 'null');
  } catch {
    // What cannot be read counts as nothing pinned.
  }
  return Array.from({ length: PINS }, (_, at) => {
    const id: unknown = Array.isArray(stored) ? (stored as unknown[])[at] : undefined;
    return typeof id === 'string' && live.includes(id) ? id : (live[at] ?? null);
  });
}

/** Pins a territory to a key; it leaves the key that it had, whose place the one before takes. */
export function pin(scenarioId: string, territories: readonly (Territory | null)[], at: number, id: string): void {
  const pins = pinnedIds(scenarioId, territories);
  const before = pins.indexOf(id);
  if (before >= 0) pins[before] = pins[at];
  pins[at] = id;
  localStorage.setItem(keyOf(scenarioId), JSON.stringify(pins));
}
