import { sql } from 'kysely';
import { today } from '../timeline/today.ts';
import type { Executor } from '../db/db.ts';
import { namesIn, type ReplaceNames } from './namesIn.ts';
import { positions, type KnownNames, type Positions } from './positions.ts';

/** Who is known to an organisation, and how each is spoken of to somebody from whom people are hidden. */
export interface WhoIsWho {
  readonly inText: ReplaceNames;
  /** Also single parts of people's names. */
  readonly inSentence: ReplaceNames;
  /** Of a person by name, id or address: the position; `somebody` for who has none. */
  readonly labelOf: (person: string) => string;
  /** Of who stands in a history, by id: the role. */
  readonly doerOf: (actorId: string) => string;
  /** Id of the territory that stands under a label in place of a person's name; null for any other text. */
  readonly territoryCalled: (label: string) => string | null;
}

/** Looks people up. @param planId whose positions count; null = those of every plan */
export type FindWhoIsWho = (workspaceId: string, planId: string | null) => Promise<WhoIsWho>;

const KEPT = 20;
/** What the local owner is called until somebody says otherwise. */
const NOBODY = 'You';
/** Columns of a file whose values are people, not places. */
const OWNER_COLUMN = /(owner|rep\b|sales ?rep|seller|salesperson|person|employee|manager|agent|assigned ?to|user|mitarbeiter|inhaber|verk[aä]ufer|betreuer|vendeur|responsable|vendedor)/i;

/** Keeps what it found until a list, a scenario or the day is another. */
export function whoIsWho(db: Executor): FindWhoIsWho {
  const kept = new Map<string, Promise<Positions>>();
  return async (workspaceId, planId) => {
    const { rows: [state] } = await sql<{ change: string; edits: string }>`
      select (select count(*) || ' ' || coalesce(max(id), 0) from register_changes where workspace_id = ${workspaceId}) as change,
        (select count(*) || ' ' || coalesce(sum(seq), 0) from scenarios where workspace_id = ${workspaceId} and (${planId}::uuid is null or plan_id = ${planId}::uuid)) as edits`.execute(db);
    const key = [workspaceId, planId, state.change, state.edits, today()].join(' ');
    const found = kept.get(key) ?? load(db, workspaceId, planId).then(positions);
    kept.delete(key);
    kept.set(key, found);
    found.catch(() => kept.delete(key));
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break;
      kept.delete(oldest);
    }
    const [{ labels, parts, labelOf, territoryCalled }, users] = [await found, await usersOf(db, workspaceId)];
    const doers = new Map(users.map(({ id, role }) => [id, role === null ? 'somebody' : `${role === 'owner' || role === 'admin' ? 'an' : 'a'} ${role}`]));
    const doerOf = (id: string): string => (id === 'hexalign' ? 'Hexalign' : id.startsWith('key:') ? 'a program' : (doers.get(id) ?? 'somebody'));
    const ofUsers = users.flatMap(({ id, name, email }) => [name, email].flatMap((text) => (text === null || text === NOBODY ? [] : [[text, doerOf(id)] as const])));
    const byName = new Map(ofUsers);
    return {
      doerOf, territoryCalled,
      inText: namesIn([...labels, ...ofUsers]),
      inSentence: namesIn([...labels, ...ofUsers, ...parts, ...ofUsers.flatMap(([text, label]) => (text.includes('@') ? [] : text.split(/\s+/).filter((part) => /^\p{Lu}\p{L}{2,}/u.test(part)).map((part) => [part, label] as const)))]),
      labelOf: (person) => labelOf(person) ?? byName.get(person) ?? 'somebody',
    };
  };
}

/** Everybody who can sign in, or could: what they are in the organisation, null for who is in it no more. */
async function usersOf(db: Executor, workspaceId: string): Promise<{ id: string; name: string; email: string | null; role: string | null }[]> {
  const { rows } = await sql<{ id: string; name: string; email: string | null; role: string | null }>`
    select u.id, u.name, u.email, m.role from users u left join memberships m on m.user_id = u.id and m.workspace_id = ${workspaceId}`.execute(db);
  return rows;
}

async function load(db: Executor, workspaceId: string, planId: string | null): Promise<KnownNames> {
  const people = sql<{ key: string; name: string | null; territory: string | null }>`
    select distinct key, body ->> 'name' as name, case when until is null then body ->> 'territory' end as territory from register where workspace_id = ${workspaceId} and kind = 'people'`.execute(db);
  const covers = sql<{ person: string; territory: string; from: string; to: string | null }>`
    select body ->> 'person' as person, body ->> 'territory' as territory, body ->> 'from' as from, body ->> 'to' as to from register
    where workspace_id = ${workspaceId} and kind = 'covers' and until is null and (${planId}::text is null or scope = ${planId}::text) order by body ->> 'role' desc, body ->> 'from'`.execute(db);
  const owners = sql<{ owner: string }>`
    select distinct body ->> 'owner' as owner from register where workspace_id = ${workspaceId} and kind in ('accounts', 'owners') and body ->> 'owner' is not null`.execute(db);
  const territories = sql<{ slot: number; id: string; name: string; person: string | null }>`
    with of as (select id, created_at from scenarios where workspace_id = ${workspaceId} and (${planId}::uuid is null or plan_id = ${planId}::uuid)),
    every as (
      select of.created_at, s.seq, t.slot::int - 1 as slot, t.one from of join snapshots s on s.scenario_id = of.id, jsonb_array_elements(s.doc -> 'territories') with ordinality t(one, slot)
      union all
      select of.created_at, e.seq, (e.body ->> 'slot')::int, side.one from of join edits e on e.scenario_id = of.id and e.type = 'territory', lateral (values (e.body -> 'from'), (e.body -> 'to')) side(one)
    )
    select slot, one ->> 'id' as id, one ->> 'name' as name, one ->> 'person' as person from every where jsonb_typeof(one) = 'object'
    group by 1, 2, 3, 4 order by min(created_at), slot, min(seq)`.execute(db);
  // Whoever was said to leave or to come: also who is on no list.
  const told = sql<{ person: string }>`
    select distinct person from edits e, lateral (
      select e.cause ->> 'person' as person union all select p ->> 'name' from jsonb_array_elements(case when jsonb_typeof(e.cause -> 'playbooks') = 'array' then e.cause -> 'playbooks' else '[]' end) p where p ->> 'kind' = 'hire'
    ) who where e.workspace_id = ${workspaceId} and person is not null`.execute(db);
  const columns = await sql<{ unit_set_id: string; current: string }>`
    select unit_set_id, mapping ->> 'current' as current from plans where workspace_id = ${workspaceId} and (${planId}::uuid is null or id = ${planId}::uuid) and unit_set_id is not null and mapping ->> 'current' is not null`.execute(db);
  const sets = columns.rows.filter(({ current }) => OWNER_COLUMN.test(current)).map((row) => row.unit_set_id);
  const todays = sets.length === 0 ? [] : (await sql<{ current: string }>`select distinct current from accounts where unit_set_id = any(${sets}::uuid[]) and current is not null`.execute(db)).rows;
  const day = today();
  return {
    people: (await people).rows,
    covers: (await covers).rows.filter(({ from, to }) => from <= day && (to === null || to >= day)),
    territories: (await territories).rows,
    others: [...(await owners).rows.map(({ owner }) => owner), ...todays.map(({ current }) => current), ...(await told).rows.flatMap(({ person }) => [person, ...person.split(/, | and /)])].filter((name) => !/^(the owner of|\d+ others)/.test(name)),
  };
}
