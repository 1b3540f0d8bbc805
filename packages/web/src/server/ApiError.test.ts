import { afterEach, expect, it } from 'vitest';
import { de } from '../text/de.ts';
import { tellProblemsIn } from '../text/problemTitles.ts';
import { refusalOf } from './ApiError.ts';

afterEach(() => tellProblemsIn({}, String));

const stale = { type: 'about:blank', title: 'Somebody changed the same place in the meantime.', status: 409, code: 'scenario.stale', detail: '3 units differ.', requestId: 'r1' };

it('tells a refusal in the words of the server', () => {
  expect(refusalOf(stale).message).toBe('3 units differ.');
});

it('tells it in German where German is spoken, and what it knows no words for as it came', () => {
  tellProblemsIn(de.problems, de.data.expected);
  expect(refusalOf(stale).message).toBe('Jemand hat inzwischen dieselbe Stelle geändert. 3 units differ.');
  expect(refusalOf(stale).problem?.title).toBe('Jemand hat inzwischen dieselbe Stelle geändert.');
  expect(refusalOf({ ...stale, code: 'never.heard' }).message).toBe('3 units differ.');
});
