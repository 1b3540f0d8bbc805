import { describe, expect, it } from 'vitest';
import { questionsOf } from './question.ts';

describe('a question about an owner', () => {
  it('takes two numbers for a point, latitude first', () => {
    expect(questionsOf(' 39.74, -104.99 ')).toEqual([{ lat: 39.74, lng: -104.99 }]);
    expect(questionsOf('39 -105')).toEqual([{ lat: 39, lng: -105 }]);
    expect(questionsOf('139.74, -104.99')).not.toContainEqual({ lat: 139.74, lng: -104.99 });
  });

  it('takes digits for a postal code first, anything else for an account first', () => {
    expect(questionsOf('80202')).toEqual([{ postal: '80202' }, { account: '80202' }]);
    expect(questionsOf('A17')).toEqual([{ account: 'A17' }, { postal: 'A17' }, { city: 'A17' }]);
    expect(questionsOf('Denver, CO')).toEqual([{ account: 'Denver, CO' }, { city: 'Denver, CO' }]);
    expect(questionsOf('  ')).toEqual([]);
  });
});
