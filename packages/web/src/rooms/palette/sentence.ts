import { UNASSIGNED } from '@hexalign/engine';
import type { EditorState } from '../../editor/EditorState.ts';
import { folded } from '../../text/folded.ts';

/** What a typed sentence asks for. */
export type Sentence =
  | { readonly kind: 'merge'; readonly pairs: readonly { readonly slot: number; readonly into: number }[] }
  | { readonly kind: 'locks'; readonly to: boolean }
  | { readonly kind: 'owner' | 'go'; readonly words: string };

/** Sentences of one language, `{a}` and `{b}` where names stand; each in the ways that people put it, the usual one first. */
export type Grammar = Readonly<Record<'merge' | 'owner' | 'go' | 'lockAll' | 'unlockAll', readonly string[]>>;

const MOST_PAIRS = 6;

/** The sentence that was typed, or null where it is none: then it is a name of a command. */
export function sentenceOf(typed: string, grammar: Grammar, territories: EditorState['territories']): Sentence | null {
  const merge = holesOf(typed, grammar.merge);
  if (merge) {
    const [gone, takers] = merge.map((name) => named(name, territories));
    return { kind: 'merge', pairs: gone.flatMap((slot) => takers.flatMap((into) => (slot === into ? [] : [{ slot, into }]))).slice(0, MOST_PAIRS) };
  }
  if (holesOf(typed, grammar.lockAll)) return { kind: 'locks', to: true };
  if (holesOf(typed, grammar.unlockAll)) return { kind: 'locks', to: false };
  const owner = holesOf(typed, grammar.owner);
  if (owner) return { kind: 'owner', words: owner[0].replace(/\?$/, '').trim() };
  const go = holesOf(typed, grammar.go);
  return go ? { kind: 'go', words: go[0] } : null;
}

/** What stands in the holes of the first pattern that the text follows. */
function holesOf(typed: string, patterns: readonly string[]): string[] | null {
  for (const pattern of patterns) {
    const found = holes(typed, pattern);
    if (found) return found;
  }
  return null;
}

/** What stands in the holes of a pattern, in its order; null where the text does not follow it. */
function holes(typed: string, pattern: string): string[] | null {
  const said = pattern.split(/\{[ab]\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ +/g, '\\s+'));
  const found = new RegExp(`^${said.join('(.+)')}$`, 'iu').exec(typed.trim());
  return found && found.slice(1).map((word) => word.trim().replace(/^["“„']|["”“']$/gu, ''));
}

/** Slots of territories whose name or id is the words, or else begins with them, or else has them inside. */
function named(words: string, territories: EditorState['territories']): number[] {
  const wanted = folded(words);
  const live = territories.flatMap((territory, slot) => (territory?.level === 0 && slot !== UNASSIGNED ? [{ slot, names: [folded(territory.name), folded(territory.id)] }] : []));
  for (const fits of [(name: string) => name === wanted, (name: string) => name.startsWith(wanted), (name: string) => name.includes(wanted)]) {
    const found = live.filter(({ names }) => names.some(fits)).map(({ slot }) => slot);
    if (found.length > 0) return found;
  }
  return [];
}
