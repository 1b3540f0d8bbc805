import type { BodyOf, endpoints } from '@hexalign/api/contract';
import type { Cover } from './staff.ts';

/** What the server is asked to make so: somebody (null: nobody) on a position from a day on. */
export type Wish = BodyOf<typeof endpoints.setCovers>['covers'][number];

/**
 * What to ask for so that covers are again what they were before some wishes: on the days that they touched nobody, then
 * everybody who was there, with the days they had.
 */
export function wishesBack(before: readonly Cover[], wishes: readonly Wish[]): Wish[] {
  const touched = new Map<string, { territory: string; role: Cover['role']; from: string }>();
  for (const { territory, role = 'owner', from } of wishes) {
    const key = `${role} ${territory}`;
    const known = touched.get(key);
    if (known === undefined || from < known.from) touched.set(key, { territory, role, from });
  }
  return [...touched.values()].flatMap(({ territory, role, from }) => [
    { territory, role, person: null, from, to: null },
    ...before.filter((cover) => cover.territory === territory && cover.role === role && (cover.to === null || cover.to >= from)).map((cover): Wish => ({ territory, role, person: cover.person, from: cover.from, to: cover.to })),
  ]);
}
