import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { queries } from './queries.ts';

/** What is about people alone: refused while they are hidden. */
const ABOUT_PEOPLE: ReadonlySet<string> = new Set(['cover.write']);

/** Whether the one who is signed in may do an action at all. The server is the judge; screens only spare people a refusal. */
export function useMay(): (action: string) => boolean {
  const { may, peopleHidden } = useQuery(queries.session()).data ?? {};
  const hidden = peopleHidden?.own || peopleHidden?.organisation;
  return useCallback((action) => (may?.includes(action) ?? false) && !(hidden && ABOUT_PEOPLE.has(action)), [may, hidden]);
}
