import type { EditEntry } from '@hexalign/api/contract';
import { askedText } from '../../text/askedText.ts';
import type { Catalogue } from '../../text/useText.ts';
import { told } from '../../text/told.ts';

/** A gesture of the history: entries that were made, and are undone, together. */
export interface Change {
  readonly seq: number;
  /** Last seq of the gesture: the state after it. */
  readonly upTo: number;
  readonly at: string;
  readonly who: string;
  readonly cause: EditEntry['cause'];
  readonly entries: readonly EditEntry[];
  /** Slots that gave or took. */
  readonly slots: ReadonlySet<number>;
}

/** Entries, newest first, as gestures, newest first. */
export function changesOf(entries: readonly EditEntry[]): Change[] {
  const byGesture = new Map<number, EditEntry[]>();
  for (const entry of entries) byGesture.set(entry.gesture, [...(byGesture.get(entry.gesture) ?? []), entry]);
  return [...byGesture.values()].map((own) => {
    const sorted = own.toSorted((a, b) => a.seq - b.seq);
    const first = sorted[0];
    return {
      seq: first.seq, upTo: sorted[sorted.length - 1].seq, at: first.at, who: told(first.actor.name), cause: first.cause, entries: sorted,
      slots: new Set(sorted.flatMap(({ summary }) => [...summary.from, ...summary.to])),
    };
  });
}

/** What a change did, in one sentence without a full stop. `nameOf` gives a territory's name by its slot. */
export function sentenceOf(change: Change, nameOf: (slot: number) => string, text: Catalogue): string {
  const t = text.versions.sentence;
  const [entry] = change.entries.toSorted((a, b) => b.summary.units - a.summary.units);
  const rest = change.entries.length - 1;
  const what = `${bare(entry, nameOf, text)}${rest > 0 ? t.more(rest) : ''}`;
  if (entry.cause.kind === 'redo') return t.redid(what);
  if (entry.undoes !== null) return t.undid(what);
  const why = whyOf(entry.cause, text);
  return why === null ? what : `${what}${t.because(why)}`;
}

function bare({ summary, cause }: EditEntry, nameOf: (slot: number) => string, text: Catalogue): string {
  const t = text.versions.sentence;
  const several = (slots: readonly number[]): string => (slots.length === 1 ? nameOf(slots[0]) : slots.length === 2 ? t.two(nameOf(slots[0]), nameOf(slots[1])) : t.several(slots.length));
  switch (summary.type) {
    case 'assign':
      if (cause.kind === 'solver') return t.designed(summary.units, several(summary.to));
      if (cause.kind === 'import') return t.imported(summary.units, several(summary.to));
      if (cause.kind === 'merge') return t.merged(summary.units, several(summary.from), several(summary.to));
      return t.moved(summary.units, several(summary.from), several(summary.to));
    case 'territory':
      return t.territory(nameOf(summary.to[0]));
    case 'lock':
      return t.lock(nameOf(summary.to[0]));
    case 'hold':
      return t.hold;
    case 'named':
      return t.named;
    case 'goal':
      return t.goal;
    case 'weights':
      return t.weights;
    case 'measures':
      return t.measures;
    default:
      return t.constraint;
  }
}

function whyOf(cause: EditEntry['cause'], text: Catalogue): string | null {
  const t = text.versions.sentence;
  switch (cause.kind) {
    case 'hand':
      return cause.text ?? null;
    case 'whatif':
      return askedText(cause.text);
    case 'leave':
      return t.left(cause.person);
    case 'hire':
      return t.came(cause.person);
    case 'rule':
      return cause.rule;
    case 'solver':
      return cause.preset === null || cause.seed === null ? null : t.seed(cause.preset, cause.seed);
    case 'import':
      return cause.filename;
    default:
      return null;
  }
}
