import type { Present } from '@hexalign/api/contract';

/** Everybody who is in a plan with all of their pages, in the order in which they came; pages in the open scenario first. */
export function byPerson(pages: readonly Present[], scenarioId: string): Present[][] {
  const people = new Map<string, Present[]>();
  for (const page of pages) {
    const own = people.get(page.actor.id);
    if (own) own.push(page);
    else people.set(page.actor.id, [page]);
  }
  return [...people.values()].map((own) => own.toSorted((a, b) => Number(b.scenarioId === scenarioId) - Number(a.scenarioId === scenarioId)));
}
