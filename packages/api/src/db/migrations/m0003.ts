import { sql, type Kysely } from 'kysely';

/** Forks in one row, causes, undo kept in the log, named revisions, signed steps. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  await rememberUndo(db);
}

const STATEMENTS: readonly string[] = [
  // A fork goes on from its parent's entry `fork_seq`; up to there the log is its parent's.
  `alter table scenarios add fork_seq bigint, add origin jsonb not null default '{"kind":"empty"}'`,
  `update scenarios s set origin = case
      when s.parent_id is not null then jsonb_build_object('kind', 'copy', 'scenarioId', s.parent_id, 'seq', 0)
      when p.request ->> 'start' = 'today' then jsonb_build_object('kind', 'import', 'datasetId', p.dataset_id, 'filename', null)
      else origin end
    from plans p where p.id = s.plan_id`,
  `alter table scenarios add constraint scenarios_status check (status in ('draft', 'review', 'approved', 'active', 'archived'))`,
  // Which entry gave each unit its slot, packed. Snapshots without it are made anew from the first as they are needed.
  `alter table snapshots add since bytea`,
  `delete from snapshots s where exists (select from snapshots first where first.scenario_id = s.scenario_id and first.seq < s.seq)`,
  `alter table edits add cause jsonb not null default '{"kind":"hand"}', add undo_head bigint, add redo_head bigint, add below bigint`,
  `update edits set cause = '{"kind":"solver","jobId":null,"preset":null,"seed":null,"tolerance":null,"start":null,"engineVersion":null}' where summary ->> 'by' = 'solver'`,
  `update edits set cause = '{"kind":"undo"}' where undoes is not null`,
  `create index edits_actor on edits (scenario_id, actor, seq)`,
  `create index accounts_external on accounts (unit_set_id, external_id)`,
  `create table revisions (
    id uuid primary key default gen_random_uuid(),
    workspace_id uuid not null references workspaces,
    scenario_id uuid not null references scenarios,
    number int not null,
    name text not null,
    note text,
    seq bigint not null,
    hash text not null,
    actor text not null,
    at timestamptz not null default clock_timestamp(),
    unique (scenario_id, number)
  )`,
  `create table signatures (
    id bigint generated always as identity primary key,
    workspace_id uuid not null references workspaces,
    scenario_id uuid not null references scenarios,
    actor text not null,
    at timestamptz not null default clock_timestamp(),
    action text not null,
    from_status text not null,
    to_status text not null,
    revision_id uuid references revisions,
    seq bigint not null,
    hash text not null,
    note text
  )`,
  `create index signatures_scenario on signatures (scenario_id, id)`,
];

interface Line {
  readonly scenario_id: string;
  readonly actor: string;
  readonly seq: string | number;
  readonly gesture: string | number;
  readonly undoes: string | number | null;
}

/** Replays everybody's stacks of undo once, for logs that were written without them. */
async function rememberUndo(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<Line>`select scenario_id, actor, seq, gesture, undoes from edits order by scenario_id, actor, seq`.execute(db);
  let whose = '';
  let undo: number[] = [];
  let redo: number[] = [];
  let gestureOf = new Map<number, number>();
  let left = { undo: null as number | null, redo: null as number | null, below: null as number | null };
  for (const row of rows) {
    const key = `${row.scenario_id} ${row.actor}`;
    if (key !== whose) [whose, undo, redo, gestureOf] = [key, [], [], new Map()];
    const [seq, gesture, undoes] = [Number(row.seq), Number(row.gesture), row.undoes === null ? null : Number(row.undoes)];
    gestureOf.set(seq, gesture);
    if (seq === gesture) {
      const back = undoes === null ? undefined : gestureOf.get(undoes);
      let onto = undo;
      if (back === undefined) redo = [];
      else if (redo.at(-1) === back) redo.pop();
      else {
        undo = undo.filter((other) => other !== back);
        onto = redo;
      }
      const below = onto.at(-1) ?? null;
      onto.push(gesture);
      left = { undo: undo.at(-1) ?? null, redo: redo.at(-1) ?? null, below };
    }
    await sql`update edits set undo_head = ${left.undo}, redo_head = ${left.redo}, below = ${left.below} where scenario_id = ${row.scenario_id} and seq = ${seq}`.execute(db);
  }
}
