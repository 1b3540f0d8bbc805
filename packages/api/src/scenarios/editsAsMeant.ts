import { isDeepStrictEqual } from 'node:util';
import type { Edit } from '../../contract/scenarios.ts';
import type { Veil } from '../access/veil.ts';
import type { ScenarioState } from './document.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Changes of somebody from whom people are hidden, said of the document as it is: what they were told stands there in place of a name is that
 * name, before the change and, where they left it alone, after it.
 *
 * @param state that the changes were made on
 */
export function editsAsMeant({ doc }: ScenarioState, edits: readonly Edit[], veil: Veil): Edit[] {
  const now = new Map<string, Fields | null>();
  const real = (key: string, stored: object | null | undefined): Fields | null => (now.has(key) ? now.get(key)! : ((stored ?? null) as Fields | null));
  return edits.map((edit): Edit => {
    const place = placeOf(edit);
    if (place === null) return edit;
    const stored = real(place, edit.type === 'territory' ? doc.territories[edit.slot] : edit.type === 'hold' ? doc.holds.get(edit.subject as never) : edit.type === 'named' ? doc.named.get(edit.account) : null);
    const { from, to } = edit as { from: Fields | null; to: Fields | null };
    const told = stored === null ? null : (veil.answer({ ...stored }) as Fields);
    const known = stored !== null && from !== null && told !== null && Object.keys(from).every((name) => isDeepStrictEqual(from[name], told[name]) || isDeepStrictEqual(from[name], stored[name]));
    const meant = known && to !== null ? Object.fromEntries(Object.entries(to).map(([name, value]) => [name, isDeepStrictEqual(value, told![name]) ? stored[name] : value])) : to;
    now.set(place, meant);
    return { ...edit, from: known ? stored : from, to: meant } as Edit;
  });
}

function placeOf(edit: Edit): string | null {
  switch (edit.type) {
    case 'territory': return `territory:${edit.slot}`;
    case 'hold': return `hold:${edit.subject}`;
    case 'named': return `named:${edit.account}`;
    default: return null;
  }
}
