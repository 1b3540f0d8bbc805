/** Replaces what is known as a name in a text; whatever stands between the words of a name, and in whatever case. */
export type ReplaceNames = (text: string) => string;

interface Run {
  readonly words: readonly string[];
  /** As it is written; null where case does not matter. */
  readonly exact: string | null;
  readonly label: string;
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Between the words of one name: `Ann Smith`, `Smith, Ann`, `ann.smith@example.com`. */
const BETWEEN = /^[\s.,;:@_'’+-]{1,3}$/u;

/**
 * Makes a function that finds many names in texts by their words. Names of several words are found in any case, and with the last word
 * first; a name of one word only as it is written, since many a name is a word of everyday language too.
 *
 * @param labels what stands in place of each name; of two that are the same the first counts
 */
export function namesIn(labels: Iterable<readonly [name: string, label: string]>): ReplaceNames {
  const byFirst = new Map<string, Run[]>();
  const add = (words: readonly string[], exact: string | null, label: string): void => {
    const runs = byFirst.get(words[0]) ?? [];
    if (runs.some((run) => run.words.join(' ') === words.join(' '))) return;
    byFirst.set(words[0], [...runs, { words, exact, label }].sort((a, b) => b.words.length - a.words.length));
  };
  for (const [name, label] of labels) {
    const words = wordsOf(name);
    if (words.length === 0 || !/\p{L}/u.test(name) || words.join('').length < 2) continue;
    if (words.length === 1) {
      add(words, name.trim(), label);
      continue;
    }
    add(words, null, label);
    if (!name.includes('@')) add([words[words.length - 1], ...words.slice(0, -1)], null, label);
  }
  if (byFirst.size === 0) return (text) => text;

  return (text) => {
    const found = [...text.matchAll(WORD)].map((match) => ({ word: folded(match[0]), at: match.index, end: match.index + match[0].length }));
    let told = '';
    let done = 0;
    for (let i = 0; i < found.length; i++) {
      const run = byFirst.get(found[i].word)?.find((one) => fits(one, text, found, i));
      if (run === undefined) continue;
      const last = found[i + run.words.length - 1];
      told += text.slice(done, found[i].at) + run.label;
      done = last.end;
      i += run.words.length - 1;
    }
    return done === 0 ? text : told + text.slice(done);
  };
}

function fits({ words, exact }: Run, text: string, found: readonly { readonly word: string; readonly at: number; readonly end: number }[], i: number): boolean {
  if (exact !== null) return wordsOf(exact).length === 1 && text.slice(found[i].at, found[i].end) === firstWord(exact);
  return words.every((word, w) => found[i + w]?.word === word && (w === 0 || BETWEEN.test(text.slice(found[i + w - 1].end, found[i + w].at))));
}

function firstWord(text: string): string {
  return text.match(WORD)?.[0] ?? '';
}

function wordsOf(name: string): string[] {
  return (name.match(WORD) ?? []).map(folded);
}

/** Without case and accents. */
function folded(word: string): string {
  return word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
