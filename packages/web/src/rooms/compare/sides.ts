/** One side of a comparison: a scenario as it is now, or a state of it. */
export interface Side {
  readonly scenarioId: string;
  readonly seq: number | null;
}

/** Reads `id` or `id@seq`; null when it is neither. */
export function readSide(text: string | null): Side | null {
  const match = /^([0-9a-f-]{36})(?:@(\d{1,15}))?$/.exec(text ?? '');
  return match ? { scenarioId: match[1], seq: match[2] === undefined ? null : Number(match[2]) } : null;
}

export function writeSide({ scenarioId, seq }: Side): string {
  return seq === null ? scenarioId : `${scenarioId}@${seq}`;
}
