import { SideName } from '@hexalign/api/contract';

/** What the map of a comparison shows: what moved, one side over the other, all next to each other, arrows, or one after the other. */
export const MODES = ['diff', 'swipe', 'side', 'flow', 'flicker'] as const;
export type Mode = (typeof MODES)[number];

/** Most sides that a comparison has. */
export const MOST_SIDES = 4;

/** What an address says of a comparison. */
export interface CompareView {
  /** Names of the sides as the server knows them. */
  readonly sides: readonly string[];
  readonly mode: Mode;
  /** Positions of the two sides between which the map shows what moves. */
  readonly pair: readonly [number, number];
}

/** Reads the query of an address: `sides` joined by commas, or `a` and `b`; what cannot be read is left out. */
export function readView(params: URLSearchParams): CompareView {
  const told = params.get('sides')?.split(',') ?? [params.get('a'), params.get('b')];
  const sides = told.flatMap((name) => (name !== null && SideName.safeParse(name).success ? [name] : [])).slice(0, MOST_SIDES);
  const mode = MODES.find((one) => one === params.get('mode')) ?? 'diff';
  const [from, to] = /^([0-3])-([0-3])$/.exec(params.get('pair') ?? '')?.slice(1).map(Number) ?? [0, 1];
  return { sides, mode, pair: from !== to && Math.max(from, to) < sides.length ? [from, to] : [0, 1] };
}

/** The query of an address; what is as usual is not said. */
export function writeView({ sides, mode, pair: [from, to] }: CompareView): string {
  return `sides=${sides.join(',')}${mode === 'diff' ? '' : `&mode=${mode}`}${from === 0 && to === 1 ? '' : `&pair=${from}-${to}`}`;
}

/** The scenario that a side names, and the state of it (null = as it is now); null for other sides. */
export function scenarioNamed(name: string | undefined): { readonly scenarioId: string; readonly seq: number | null } | null {
  const match = /^([0-9a-f-]{36})(?:@(\d{1,15}))?$/.exec(name ?? '');
  return match ? { scenarioId: match[1], seq: match[2] === undefined ? null : Number(match[2]) } : null;
}

/** `A` to `D`. */
export function letterOf(side: number): string {
  return 'ABCD'[side];
}
