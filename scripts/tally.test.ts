import { expect, test } from 'vitest';
import { sentence, sum, tallyOf } from './tally.ts';

const file = (status: string, ...states: string[]) => ({ status, assertionResults: states.map((one) => ({ status: one })) });

test('every test counts once', () => {
  const report = { testResults: [file('passed', 'passed', 'passed'), file('failed', 'passed', 'failed', 'skipped')] };
  expect(tallyOf(report, 1)).toEqual({ passed: 3, failed: 1, skipped: 1 });
});

test('a file that could not be loaded is a failure', () => {
  expect(tallyOf({ testResults: [file('failed'), file('passed', 'passed')] }, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
});

test('a run that ends badly although every test passed is a failure', () => {
  expect(tallyOf({ testResults: [file('passed', 'passed')] }, 1).failed).toBe(1);
});

test('a run without a report, or without a test, is a failure', () => {
  expect(tallyOf(null, 0).failed).toBe(1);
  expect(tallyOf({ testResults: [] }, 0).failed).toBe(1);
  expect(tallyOf({ testResults: [file('passed', 'skipped')] }, 0).failed).toBe(1);
});

test('the sentence names skipped tests only when there are some', () => {
  expect(sentence(sum([{ passed: 2, failed: 0, skipped: 0 }, { passed: 1, failed: 1, skipped: 0 }]))).toBe('3 passed, 1 failed');
  expect(sentence({ passed: 1, failed: 0, skipped: 2 })).toBe('1 passed, 0 failed, 2 skipped');
});
