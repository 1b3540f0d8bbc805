import { expect, test } from 'vitest';
import { firstForm, KINDS, questionOf, type WhatIfForm } from './whatIfForm.ts';

const form = (more: Partial<WhatIfForm>): WhatIfForm => ({ ...firstForm(-1, 4, ''), ...more });
const asked = (more: Partial<WhatIfForm>, area: [number, number, number, number] | null = null) => questionOf(form(more), 'Revenue', area);

test('asks nothing while something is missing', () => {
  const whole = KINDS.filter((kind) => asked({ kind }) !== null);
  expect(whole).toEqual(['count', 'shift', 'rebalance']);
  expect(asked({ kind: 'merge', slot: 2, into: 2 })).toBe(null);
  expect(asked({ kind: 'shift', ground: 'area' })).toBe(null);
});

test('asks what stands there, percentages as shares', () => {
  expect(asked({ kind: 'leave', slots: [3], people: ['p1'] })).toEqual({ playbooks: [{ kind: 'leave', slots: [3], people: ['p1'] }] });
  expect(asked({ kind: 'hire', name: ' Cy ', lng: -105, lat: 39, ramp: 50, budget: 8, tolerance: 5 })).toEqual({ playbooks: [{ kind: 'hire', name: 'Cy', lng: -105, lat: 39, ramp: 0.5 }], tolerance: 0.05, budget: { what: 'Revenue', share: 0.08 } });
  const left = { what: 'accounts', share: 0.021 };
  const budget = (typed: WhatIfForm['budget']): object | undefined => questionOf(form({ kind: 'rebalance', budget: typed }), 'Revenue', null, left)!.budget;
  expect([budget(null), budget(''), budget(5), asked({ kind: 'rebalance' })!.budget]).toEqual([left, undefined, { what: 'accounts', share: 0.05 }, undefined]);
  expect(asked({ kind: 'target', slot: 1, share: 30 })!.playbooks).toEqual([{ kind: 'target', slot: 1, share: 0.3, measure: null }]);
  expect(asked({ kind: 'shift', factor: 120, ground: 'area' }, [1, 2, 3, 4])!.playbooks).toEqual([{ kind: 'shift', measure: 'Revenue', factor: 1.2, ground: { kind: 'area', bounds: [1, 2, 3, 4] } }]);
});
