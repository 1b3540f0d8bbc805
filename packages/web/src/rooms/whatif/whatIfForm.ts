import type { PlaybookAsked, ProposeWhatIf } from '@hexalign/api/contract';

/** Kinds of what could happen, in the order in which they are offered. */
export const KINDS = ['leave', 'hire', 'split', 'merge', 'count', 'target', 'segment', 'shift', 'reach', 'rebalance'] as const;
export type Kind = (typeof KINDS)[number];

/** What happens, within which limits. */
export type Question = Pick<ProposeWhatIf, 'playbooks' | 'tolerance' | 'budget'>;

/** What stands in the form; percentages and numbers as they are typed, empty where nothing is. */
export interface WhatIfForm {
  readonly kind: Kind;
  readonly slots: readonly number[];
  readonly people: readonly string[];
  readonly name: string;
  readonly lng: number | '';
  readonly lat: number | '';
  readonly ramp: number | '';
  readonly slot: number;
  readonly into: number;
  readonly part: number | '';
  readonly count: number | '';
  readonly share: number | '';
  /** Empty: all measures. */
  readonly measure: string;
  readonly segments: readonly string[];
  readonly weight: number | '';
  readonly others: number | '';
  readonly factor: number | '';
  readonly ground: 'all' | 'area' | 'territories';
  readonly reachKm: number | '';
  readonly tolerance: number | '';
  /** Null while nobody typed: what is left of the change budget, where one holds. */
  readonly budget: number | '' | null;
}

/** The form as it opens: on the territory at hand. */
export function firstForm(selected: number, territories: number, measure: string): WhatIfForm {
  return {
    kind: 'leave', slots: selected >= 0 ? [selected] : [], people: [], name: '', lng: '', lat: '', ramp: 100, slot: selected, into: -1, part: 50, count: territories, share: '', measure,
    segments: [], weight: 1, others: 0, factor: 100, ground: 'all', reachKm: '', tolerance: '', budget: null,
  };
}

/**
 * How much may change hands, by the form: what was typed, of the same thing as the change budget counts; else what is left of that.
 *
 * @param left of the change budget of the plan; null where none holds
 */
export function budgetOf({ budget }: Pick<WhatIfForm, 'budget'>, first: string, left: NonNullable<Question['budget']> | null): Question['budget'] {
  if (budget === null) return left ?? undefined;
  return budget === '' ? undefined : { what: left?.what ?? first, share: budget / 100 };
}

/** The question that a form asks; null while something is missing. */
export function questionOf(form: WhatIfForm, first: string, area: readonly [number, number, number, number] | null, left: NonNullable<Question['budget']> | null = null): Question | null {
  const playbook = playbookOf(form, first, area);
  if (playbook === null) return null;
  const budget = budgetOf(form, first, left);
  return {
    playbooks: [playbook],
    ...(form.tolerance === '' ? {} : { tolerance: form.tolerance / 100 }),
    ...(budget === undefined ? {} : { budget }),
  };
}

function playbookOf(form: WhatIfForm, first: string, area: readonly [number, number, number, number] | null): PlaybookAsked | null {
  const { kind, slot, into, ramp, part, share, weight, others, factor, reachKm } = form;
  const measure = form.measure === '' ? first : form.measure;
  switch (kind) {
    case 'leave': return form.slots.length + form.people.length === 0 ? null : { kind, slots: [...form.slots], people: [...form.people] };
    case 'hire': return form.name.trim() === '' || form.lng === '' || form.lat === '' || ramp === '' ? null : { kind, name: form.name.trim(), lng: form.lng, lat: form.lat, ramp: ramp / 100 };
    case 'split': return slot < 0 || part === '' ? null : { kind, slot, part: part / 100 };
    case 'merge': return slot < 0 || into < 0 || slot === into ? null : { kind, slot, into };
    case 'count': return form.count === '' ? null : { kind, territories: form.count };
    case 'target': return slot < 0 || share === '' || share === 0 ? null : { kind, slot, share: share / 100, measure: form.measure === '' ? null : form.measure };
    case 'segment': return form.segments.length === 0 || weight === '' || others === '' ? null : { kind, measure, segments: [...form.segments], weight, others };
    case 'shift': {
      if (factor === '') return null;
      if (form.ground === 'territories') return form.slots.length === 0 ? null : { kind, measure, factor: factor / 100, ground: { kind: 'territories', slots: [...form.slots] } };
      if (form.ground === 'area') return area === null ? null : { kind, measure, factor: factor / 100, ground: { kind: 'area', bounds: [...area] } };
      return { kind, measure, factor: factor / 100 };
    }
    case 'reach': return reachKm === '' ? null : { kind, slots: [...form.slots], reachKm };
    case 'rebalance': return { kind };
  }
}
