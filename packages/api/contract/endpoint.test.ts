import { describe, expect, it } from 'vitest';
import { pathOf } from './endpoint.ts';
import { endpoints } from './endpoints.ts';

describe('the endpoint table', () => {
  it('has no two rows for one address, and every parameter of a path in its schema', () => {
    const addresses = Object.values(endpoints).map(({ method, path }) => `${method} ${path.replace(/:[A-Za-z]+/g, ':')}`);
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const { path, params } of Object.values(endpoints)) {
      const named = [...path.matchAll(/:([A-Za-z]+)/g)].map(([, name]) => name);
      expect([path, Object.keys(params.shape).sort()]).toEqual([path, named.sort()]);
    }
  });

  it('makes addresses from parameters and query, escaped', () => {
    expect(pathOf(endpoints.listPlans, {}, { state: 'archived' })).toBe('/api/plans?state=archived');
    expect(pathOf(endpoints.readSlots, { scenarioId: 'a/b?c' }, { seq: undefined })).toBe('/api/scenarios/a%2Fb%3Fc/slots');
  });
});
