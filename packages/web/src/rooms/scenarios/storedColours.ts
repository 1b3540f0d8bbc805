const keyOf = (scenarioId: string): string => `hexalign.colours.${scenarioId}`;

/** Colour numbers by slot that this browser keeps for a scenario; empty when it has none. */
export function readColours(scenarioId: string): (number | null)[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(scenarioId)) ?? '[]');
    return Array.isArray(stored) ? stored.map((colour) => (Number.isInteger(colour) ? (colour as number) : null)) : [];
  } catch {
    return [];
  }
}

export function keepColours(scenarioId: string, colours: readonly (number | null)[]): void {
  localStorage.setItem(keyOf(scenarioId), JSON.stringify(colours));
}
