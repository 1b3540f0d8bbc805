import { describe, expect, it } from 'vitest';
import { stepOf, type Issue } from './issues.ts';

const issue = (id: string): Issue => ({ id, title: id, where: null, slots: [], severity: 0, ignoredUntil: null, reason: null, goThere: null, body: null });

describe('walking the issues', () => {
  it('goes round, begins at either end, and goes on when the one at hand is solved', () => {
    const issues = ['a', 'b', 'c'].map(issue);
    expect([stepOf(issues, null, 1), stepOf(issues, null, -1), stepOf(issues, 'a', 1), stepOf(issues, 'a', -1), stepOf(issues, 'c', 1), stepOf(issues, 'gone', 1), stepOf([], 'a', 1)]).toEqual(['a', 'c', 'b', 'c', 'a', 'a', null]);
  });
});
