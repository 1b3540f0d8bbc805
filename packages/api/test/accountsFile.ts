import type { CreatePlan, Mapping } from '../contract/index.ts';

/** Small numbers that look like chance and are the same every time. */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Accounts file of a company in Colorado, with today's territories and a few rows that cannot be used. */
export function accountsFile({ accounts = 400, bad = true }: { accounts?: number; bad?: boolean } = {}): Uint8Array {
  const roll = dice(7);
  const lines = ['id,name,lat,lng,revenue,hours,rep'];
  for (let i = 0; i < accounts; i++) {
    const lng = -108.9 + 6.7 * roll();
    const lat = 37.1 + 3.8 * roll();
    lines.push(`A${String(i).padStart(5, '0')},"Account ${i}, Ltd",${lat.toFixed(5)},${lng.toFixed(5)},${Math.round(1000 + 9000 * roll())},${(1 + 9 * roll()).toFixed(1)},${lng < -106 ? 'West' : lat < 39 ? 'South' : 'North'}`);
  }
  if (bad) {
    lines.push('B1,No place,,,100,1,West', 'B2,Minus,39,-105,-5,1,West', 'B3,Word,39,-105,many,1,West', 'A00000,Again,39,-105,5,1,West');
  }
  return new TextEncoder().encode(`${lines.join('\n')}\n`);
}

export const mapping: Mapping = {
  id: 'id', name: 'name', place: { kind: 'lngLat', lat: 'lat', lng: 'lng' },
  measures: [{ name: 'Revenue', column: 'revenue', unit: 'currency' }, { name: 'Hours', column: 'hours', unit: 'hours' }],
  where: [], missing: 'reject', current: null,
};

/** A plan over such a file. */
export function planOf(datasetId: string, more: Partial<CreatePlan> = {}): CreatePlan {
  return { name: 'Colorado', datasetId, mapping, territories: 5, tolerance: 0.1, region: 'us-co', start: 'empty', ...more };
}
