import { folded } from '../../text/folded.ts';

/**
 * How well words that somebody typed fit a title: every word must begin a word of it, stand somewhere in it, or have its
 * letters in it in their order and near each other.
 *
 * @returns 0 or more, less is better; null where a word does not fit
 */
export function fuzzy(typed: string, title: string): number | null {
  const wanted = folded(typed).split(/\s+/).filter(Boolean);
  const whole = folded(title);
  const words = whole.split(/[^\p{L}\p{N}]+/u);
  let sum = 0;
  for (const word of wanted) {
    const place = words.findIndex((one) => one.startsWith(word));
    const cost = place >= 0 ? place / 10 : whole.includes(word) ? 2 : lettersIn(word, whole);
    if (cost === null) return null;
    sum += cost;
  }
  return sum;
}

function lettersIn(word: string, whole: string): number | null {
  // Two letters in some order are found in nearly everything.
  if (word.length < 3) return null;
  let at = -1;
  let first = -1;
  for (const letter of word) {
    at = whole.indexOf(letter, at + 1);
    if (at < 0) return null;
    if (first < 0) first = at;
  }
  const spread = at - first + 1;
  return spread <= 2 * word.length ? 4 + spread - word.length : null;
}
