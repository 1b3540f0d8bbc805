import type { endpoints, QueryOf } from '@hexalign/api/contract';

/** One way to ask who owns something. */
export type Question = NonNullable<QueryOf<typeof endpoints.findOwner>>;

/** What somebody may mean by what they typed, likeliest first: a point, a postal code, an account, a city. Empty for nothing. */
export function questionsOf(typed: string): Question[] {
  const text = typed.trim();
  if (text === '') return [];
  const point = /^(-?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)$/.exec(text);
  if (point && Math.abs(Number(point[1])) <= 90 && Math.abs(Number(point[2])) <= 180) return [{ lat: Number(point[1]), lng: Number(point[2]) }];
  const [account, city] = [{ account: text }, { city: text.slice(0, 120) }];
  const postal = text.length <= 20 && /\d/.test(text) ? [{ postal: text }] : [];
  // Digits alone are a postal code before they are an account; letters with digits the other way round.
  if (/^\d{3,6}(?:-\d{4})?$/.test(text)) return [...postal, account];
  return text.length > 300 ? [city] : [account, ...postal, city];
}
