import { useDebouncedValue } from '@mantine/hooks';
import { endpoints, textAt, type FoundPlaces } from '@hexalign/api/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { EditorState } from '../../editor/EditorState.ts';
import type { EngineHost } from '../../engine/engineHost.ts';
import { call } from '../../server/call.ts';
import { folded } from '../../text/folded.ts';
import type { Accounts } from '../accounts/useAccounts.ts';
import { coordinates } from './coordinates.ts';

/** What a search found, by kind, best first. */
export interface Found {
  readonly point: readonly [lng: number, lat: number] | null;
  readonly territories: readonly { readonly slot: number; readonly name: string; readonly person: string | null }[];
  readonly accounts: readonly { readonly index: number; readonly id: string; readonly name: string }[];
  readonly places: FoundPlaces;
  /** Something may still come. */
  readonly looking: boolean;
}

const EACH = 6;
/** Places that are asked for, of which those in the plan come first. */
const MANY = 24;
const PAUSE_MS = 150;
/** A US postal code with the four digits of a street behind it. */
const ZIP_PLUS_4 = /^(\d{5})-\d{4}$/;

const nowhere: FoundPlaces = { postal: [], cities: [], people: [] };

/** Looks for what is typed among territories and accounts here, and among places and people on the server. */
export function useFound(typed: string, { planId, host, accounts, state, inPlan }: { planId: string; host: EngineHost; accounts: Accounts; state: Pick<EditorState, 'territories'>; inPlan(lng: number, lat: number): boolean }): Found {
  const [text] = useDebouncedValue(typed.trim(), PAUSE_MS);
  const { unitsId, names } = accounts;
  const point = coordinates(typed);
  const places = useQuery({
    queryKey: ['places', planId, text], enabled: text !== '' && point === null, staleTime: 60_000, retry: false, placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(endpoints.searchPlaces, { params: { planId }, query: { q: text.replace(ZIP_PLUS_4, '$1').slice(0, 120), limit: MANY }, signal }),
  });
  const found = useQuery({
    queryKey: ['accounts', unitsId, 'search', text], enabled: text !== '' && point === null && names !== null, staleTime: Infinity, gcTime: 60_000, retry: false, placeholderData: keepPreviousData,
    queryFn: () => host.call('findAccounts', { unitsId, text, limit: EACH }),
  });
  const wanted = folded(typed.trim());
  const territories = wanted === '' || point ? [] : state.territories
    .flatMap((one, slot) => {
      if (!one || one.level > 0) return [];
      const rank = [one.name, one.id, one.person ?? ''].reduce((best, word) => Math.min(best, folded(word).startsWith(wanted) ? 0 : folded(word).includes(wanted) ? 1 : 2), 2);
      return rank < 2 ? [{ slot, name: one.name, person: one.person, rank }] : [];
    })
    .sort((a, b) => a.rank - b.rank || a.name.localeCompare(b.name))
    .slice(0, EACH);
  const nearest = <T extends { readonly lng: number; readonly lat: number }>(all: readonly T[]): T[] => {
    const inside = all.map(({ lng, lat }) => inPlan(lng, lat));
    return [...all.filter((_, i) => inside[i]), ...all.filter((_, i) => !inside[i])].slice(0, EACH);
  };
  const empty = wanted === '' || point !== null;
  return {
    point, territories,
    accounts: empty || !names ? [] : (found.data ?? []).map((index) => ({ index, id: textAt(names.ids, index), name: textAt(names.names, index) })),
    places: empty || !places.data ? nowhere : { postal: nearest(places.data.postal), cities: nearest(places.data.cities), people: places.data.people.slice(0, EACH) },
    looking: !empty && (typed.trim() !== text || places.isFetching || found.isFetching || (names === null && accounts.error === null)),
  };
}
