import { endpoints, type ResultOf } from '@hexalign/api/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call } from '../../server/call.ts';
import { useMay } from '../../server/useMay.ts';
import type { Person, Staff } from './staff.ts';

const PAGE = 1000;

/** The people of the organisation and the covers of a plan; null until they are known. Homes only where the role may see the register. */
export function useStaff(planId: string): { readonly staff: Staff | null; readonly error: unknown } {
  const may = useMay();
  const known = may('register.read');
  const covers = useQuery({ queryKey: coversKey(planId), enabled: may('cover.read'), queryFn: ({ signal }): Promise<ResultOf<typeof endpoints.listCovers>> => call(endpoints.listCovers, { params: { planId }, signal }) });
  const people = useQuery({ queryKey: PEOPLE_KEY, enabled: known, queryFn: ({ signal }) => allPeople(signal) });
  const staff = useMemo((): Staff | null => {
    if (covers.data === undefined || (known && people.data === undefined)) return null;
    return { covers: covers.data.covers, people: new Map((people.data ?? []).map((person) => [person.id, person])) };
  }, [covers.data, people.data, known]);
  return { staff, error: covers.error ?? people.error };
}

export const PEOPLE_KEY = ['staff', 'people'] as const;

export function coversKey(planId: string): readonly string[] {
  return ['staff', 'covers', planId];
}

async function allPeople(signal: AbortSignal): Promise<Person[]> {
  const people: Person[] = [];
  for (;;) {
    const page: ResultOf<typeof endpoints.listRecords> = await call(endpoints.listRecords, { params: { kind: 'people' }, query: { limit: PAGE, offset: people.length }, signal });
    for (const { key, body } of page.records) people.push(personOf(key, body));
    if (page.records.length === 0 || people.length >= page.total) return people;
  }
}

function personOf(id: string, body: Readonly<Record<string, unknown>>): Person {
  const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
  const place = body.place as { lng?: unknown; lat?: unknown } | undefined;
  return {
    id, name: text(body.name) ?? id,
    home: typeof place?.lng === 'number' && typeof place.lat === 'number' ? [place.lng, place.lat] : null,
    capacity: typeof body.capacity === 'number' && body.capacity > 0 ? body.capacity : null,
    hired: text(body.hired), leaves: text(body.leaves),
  };
}
