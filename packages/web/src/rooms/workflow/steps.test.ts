import { ScenarioStatus } from '@hexalign/api/contract';
import { describe, expect, it } from 'vitest';
import { actionFor, stepBack, stepsFrom } from './steps.ts';

describe('the steps of a scenario', () => {
  it('leads from a draft to review, from review on or back', () => {
    expect(stepsFrom('draft')).toEqual(['submit', 'archive']);
    expect(stepsFrom('review')).toEqual(['approve', 'return']);
    expect(stepsFrom('approved')).toEqual(['activate', 'reopen', 'archive']);
    expect(stepsFrom('active')).toContain('activate');
  });

  it('names the way back to a draft wherever there is one', () => {
    expect(ScenarioStatus.options.map(stepBack)).toEqual([null, 'return', 'reopen', null, 'reopen']);
  });

  it('asks for more to approve than to submit', () => {
    expect(actionFor('approve')).not.toBe(actionFor('submit'));
    expect(actionFor('activate')).toBe('timeline.write');
  });
});
