import { describe, expect, it } from 'vitest';
import type { Cover } from './staff.ts';
import { wishesBack } from './wishesBack.ts';

const cover = (territory: string, person: string, from: string, to: string | null, role: Cover['role'] = 'owner'): Cover => ({ territory, person, name: null, role, from, to });

describe('taking back what was done to positions', () => {
  it('asks for nobody from the first day that was touched, then for everybody who was there on or after it, with their own days', () => {
    const before = [cover('T1', 'ada', '2025-01-01', '2026-06-30'), cover('T1', 'ben', '2026-07-01', null), cover('T1', 'old', '2020-01-01', '2024-12-31'), cover('T2', 'cy', '2025-01-01', null), cover('T1', 'di', '2025-01-01', null, 'backup')];
    expect(wishesBack(before, [{ territory: 'T1', person: 'cy', from: '2026-03-01' }, { territory: 'T1', person: null, from: '2026-02-01' }])).toEqual([
      { territory: 'T1', role: 'owner', person: null, from: '2026-02-01', to: null },
      { territory: 'T1', role: 'owner', person: 'ada', from: '2025-01-01', to: '2026-06-30' },
      { territory: 'T1', role: 'owner', person: 'ben', from: '2026-07-01', to: null },
    ]);
  });

  it('leaves a position vacant that was vacant', () => {
    expect(wishesBack([], [{ territory: 'T1', person: 'ada', role: 'overlay', from: '2026-03-01' }])).toEqual([{ territory: 'T1', role: 'overlay', person: null, from: '2026-03-01', to: null }]);
  });
});
