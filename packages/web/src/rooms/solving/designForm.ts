import type { DesignScope, SolveRequest } from '@hexalign/api/contract';
import type { EditorState } from '../../editor/EditorState.ts';

export type Level = 'little' | 'some' | 'much';
export type PresetName = 'gentle' | 'balanced' | 'fresh';
export type ScopeKind = 'all' | 'territories' | 'area' | 'unassigned';

/** What stands in the fields of the drawer; numbers as they are typed, percents as percents. */
export interface DesignForm {
  readonly scope: ScopeKind;
  readonly slots: readonly number[];
  /** West, south, east, north: what was visible when it was chosen. */
  readonly area: readonly [number, number, number, number] | null;
  /** Per measure. */
  readonly tolerance: Readonly<Record<string, number | string>>;
  readonly weight: Readonly<Record<string, number | string>>;
  readonly keep: Level;
  readonly short: Level;
  readonly tidy: Level;
  /** Empty: no limit. */
  readonly budget: number | string;
  readonly budgetOf: string;
  readonly timeLimit: number | string;
  readonly noGain: number | string;
  readonly effort: NonNullable<SolveRequest['preset']>;
  readonly start: NonNullable<SolveRequest['start']>;
  readonly seed: number | string;
  readonly lift: NonNullable<SolveRequest['lift']>;
}

const KEEP: Readonly<Record<Level, number>> = { little: 0, some: 1, much: 10 };
const SHORT = KEEP;
const TIDY: Readonly<Record<Level, number>> = { little: 0.3, some: 1, much: 3 };

/** What the presets set; everything else stays as it is. */
export const PRESETS: Readonly<Record<PresetName, Pick<DesignForm, 'keep' | 'budget' | 'start'>>> = {
  gentle: { keep: 'much', budget: 5, start: 'current' },
  balanced: { keep: 'some', budget: '', start: 'current' },
  fresh: { keep: 'little', budget: '', start: 'fresh' },
};

/** The drawer as it opens: drawn ground is kept where that pays, empty ground is drawn. */
export function firstForm({ goals }: Pick<EditorState, 'goals'>, drawn: boolean, selected: readonly number[]): DesignForm {
  return {
    scope: 'all', slots: selected, area: null,
    tolerance: Object.fromEntries(goals.map(({ measure, tolerance }) => [measure, Math.round(tolerance * 1000) / 10])),
    weight: Object.fromEntries(goals.map(({ measure, weight }) => [measure, weight])),
    ...PRESETS[drawn ? 'balanced' : 'fresh'], short: 'little', tidy: 'some', budgetOf: 'accounts',
    timeLimit: '', noGain: '', effort: 'balanced', seed: 1, lift: {},
  };
}

/** The preset that the fields stand for; null for settings of one's own. */
export function presetOf(form: DesignForm): PresetName | null {
  return (Object.keys(PRESETS) as PresetName[]).find((name) => Object.entries(PRESETS[name]).every(([key, value]) => form[key as keyof DesignForm] === value)) ?? null;
}

/** Whether the present lines count, so that every design starts from them. */
export function keepsLines({ keep, budget }: Pick<DesignForm, 'keep' | 'budget'>): boolean {
  return keep !== 'little' || budget !== '';
}

/** The request that the fields stand for; null while one of them cannot be meant. */
export function requestOf(form: DesignForm, goals: EditorState['goals'], drawn: boolean): SolveRequest | null {
  const share = (value: number | string): number => Math.round(Number(value) * 1e6) / 1e8;
  const bad = (value: number | string, least: number, most: number): boolean => value === '' || !Number.isFinite(Number(value)) || Number(value) < least || Number(value) > most;
  const scope = scopeOf(form);
  if (scope === null || bad(form.seed, 0, 0xffffffff) || goals.some(({ measure }) => bad(form.tolerance[measure] ?? '', 0, 100) || bad(form.weight[measure] ?? '', 1e-6, 1e6))) return null;
  if ((form.budget !== '' && bad(form.budget, 0, 100)) || [form.timeLimit, form.noGain].some((seconds) => seconds !== '' && bad(seconds, 0.1, 86_400))) return null;
  const changed = goals.flatMap(({ measure, tolerance, weight }) => {
    const to = { measure, tolerance: share(form.tolerance[measure]), weight: Number(form.weight[measure]) };
    return Math.abs(to.tolerance - tolerance) < 5e-4 && to.weight === weight ? [] : [to];
  });
  const kept = drawn && keepsLines(form);
  return {
    preset: form.effort, seed: Number(form.seed), start: kept || !drawn ? 'fresh' : form.start,
    ...(scope.kind === 'all' ? {} : { scope }), ...(changed.length === 0 ? {} : { goals: changed }),
    weights: { disruption: drawn ? KEEP[form.keep] : 0, travel: SHORT[form.short], compactness: TIDY[form.tidy] },
    ...(drawn && form.budget !== '' ? { budget: { what: form.budgetOf, share: share(form.budget) } } : {}),
    ...(Object.values(form.lift).some((list) => list.length > 0) ? { lift: form.lift } : {}),
    ...(form.timeLimit === '' ? {} : { timeLimitSeconds: Number(form.timeLimit) }), ...(form.noGain === '' ? {} : { noGainSeconds: Number(form.noGain) }),
  };
}

/** The fields as a relaxed request has them. */
export function relaxed(form: DesignForm, { scope, goals, budget, lift }: SolveRequest): DesignForm {
  return {
    ...form,
    scope: scope === undefined || scope.kind === 'units' ? 'all' : scope.kind,
    slots: scope?.kind === 'territories' ? scope.slots : form.slots,
    tolerance: { ...form.tolerance, ...Object.fromEntries((goals ?? []).flatMap(({ measure, tolerance }) => (tolerance === undefined ? [] : [[measure, Math.ceil(tolerance * 1000 - 1e-6) / 10]]))) },
    budget: budget === undefined ? '' : Math.ceil(budget.share * 1000 - 1e-6) / 10,
    lift: lift ?? {},
  };
}

function scopeOf({ scope, slots, area }: DesignForm): DesignScope | null {
  if (scope === 'territories') return slots.length === 0 ? null : { kind: 'territories', slots: [...slots] };
  if (scope === 'area') return area === null ? null : { kind: 'area', bounds: [...area] };
  return { kind: scope };
}
