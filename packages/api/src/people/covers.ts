import type { SetCovers } from '../../contract/people.ts';
import { keyOf } from '../imports/fields.ts';

/** A cover as the register keeps it. */
export interface KeptCover {
  readonly territory: string;
  readonly person: string;
  readonly role: 'owner' | 'overlay' | 'backup';
  readonly from: string;
  readonly to: string | null;
}

/** What is written in one change: a cover by its key, or null where it ends before it began. */
export interface CoverWrite {
  readonly key: string;
  readonly body: KeptCover | null;
}

/** The key of a cover in the register. */
export function coverKey(cover: KeptCover): string {
  return keyOf('covers', (field) => String(cover[field as keyof KeptCover] ?? ''));
}

/**
 * What has to be written so that covers hold as asked. A position has one owner a day: who owned it before ends the day before, goes
 * on after the last day, or, where nothing is left of it, goes.
 */
export function setCovers(live: readonly KeptCover[], asked: SetCovers['covers']): CoverWrite[] {
  const covers = new Map(live.map((cover) => [coverKey(cover), cover]));
  const before = new Map(covers);
  for (const { territory, person, role, from, to } of asked) {
    // As it stood before this wish: what the wish itself adds is not looked at again.
    const standing = Array.from(covers);
    for (const [key, cover] of standing) {
      const same = cover.territory === territory && cover.role === role && (role === 'owner' || person === null || cover.person === person);
      if (!same || !meets(cover, from, to)) continue;
      covers.delete(key);
      if (cover.from < from) add({ ...cover, to: dayBeside(from, -1) });
      if (to !== null && (cover.to === null || cover.to > to)) add({ ...cover, from: dayBeside(to, 1) });
    }
    if (person !== null) add({ territory, person, role, from, to });
  }
  function add(cover: KeptCover): void {
    covers.set(coverKey(cover), cover);
  }
  const writes: CoverWrite[] = [];
  for (const key of before.keys()) if (!covers.has(key)) writes.push({ key, body: null });
  for (const [key, body] of covers) if (before.get(key) !== body) writes.push({ key, body });
  return writes;
}

/** Whether a cover holds on some day from one to another. */
export function meets(cover: Pick<KeptCover, 'from' | 'to'>, from: string, to: string | null): boolean {
  return (cover.to === null || cover.to >= from) && (to === null || cover.from <= to);
}

function dayBeside(day: string, step: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + step * 86_400_000).toISOString().slice(0, 10);
}
