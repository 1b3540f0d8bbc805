import { sql } from 'kysely';
import { packAccounts, packMeasures } from '../../contract/wire.ts';
import type { Cause } from '../../contract/edits.ts';
import type { Import } from '../../contract/imports.ts';
import { json, type Db, type Executor } from '../db/db.ts';
import type { EnginePool } from '../engine/pool.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { Plans } from '../plans/service.ts';
import { shelveAccounts } from '../register/shelveAccounts.ts';
import { lockShelf, type Shelf } from '../register/write.ts';
import { isFrozen } from '../../contract/status.ts';
import type { Scenarios } from '../scenarios/service.ts';
import type { UnitSets } from '../units/service.ts';

/** The accounts of a plan: kept in the register once the first list is imported over them, and followed by the plan's units. */
export interface PlanAccounts {
  /** Puts the accounts that a plan was made with into the register, where they are not there yet. */
  shelve(actor: Actor, planId: string): Promise<void>;
  /**
   * Has a plan follow its accounts, in the caller's transaction: an account lies in the unit its place is in, measures are summed
   * anew, new ground is added as nobody's. Every scenario that takes changes gets one entry, with the cause given; no assignment changes.
   */
  follow(trx: Executor, actor: Actor, planId: string, cause: Cause, abandon?: AbortSignal): Promise<NonNullable<Import['plan']>>;
}

interface Deps {
  readonly db: Db;
  readonly plans: Plans;
  readonly units: UnitSets;
  readonly scenarios: Scenarios;
  readonly pool: EnginePool;
}

interface Row {
  readonly key: string;
  readonly name: string | null;
  readonly lng: number;
  readonly lat: number;
  readonly near: boolean;
  readonly current: string | null;
  readonly values: readonly number[];
}

/** Who appends what follows from an import: its own undo takes it back, nobody's Ctrl-Z. */
const HEXALIGN = 'hexalign';

export function planAccounts({ db, plans, units, scenarios, pool }: Deps): PlanAccounts {
  async function unitsOf(actor: Actor, planId: string) {
    const plan = await plans.read(actor, planId);
    if (plan.unitsId === null) throw new AppError('plan.building');
    return { plan, unitsId: plan.unitsId, set: await units.read(actor, plan.unitsId) };
  }

  return {
    async shelve(actor, planId) {
      const shelf: Shelf = { workspaceId: actor.workspaceId, kind: 'accounts', scope: planId };
      const { unitsId, set } = await unitsOf(actor, planId);
      await db.transaction().execute(async (trx) => {
        await lockShelf(trx, shelf);
        const known = await trx.selectFrom('register_changes').select('id').where('workspace_id', '=', shelf.workspaceId).where('kind', '=', 'accounts').where('scope', '=', planId).limit(1).executeTakeFirst();
        if (known !== undefined) return;
        await shelveAccounts(trx, shelf, HEXALIGN, { ...(await units.allAccounts(actor.workspaceId, unitsId)), keys: set.measures.map(({ key }) => key) });
      });
    },

    async follow(trx, actor, planId, cause, abandon) {
      const { plan, unitsId, set } = await unitsOf(actor, planId);
      const { workspaceId } = actor;
      const before = await units.load(workspaceId, unitsId);
      const old = await units.allAccounts(workspaceId, unitsId);
      const { rows: listed } = await sql<Row>`
        select key, body ->> 'name' as name, (body -> 'place' ->> 'lng')::float8 as lng, (body -> 'place' ->> 'lat')::float8 as lat, body -> 'place' ->> 'by' = 'near' as near,
          body ->> 'current' as current, array[${sql.join(set.measures.map(({ key }) => sql`coalesce((body -> 'measures' ->> ${key})::float8, 0)`))}] as values
        from register where workspace_id = ${workspaceId} and kind = 'accounts' and scope = ${planId} and until is null and body -> 'place' is not null
        order by key collate "C"`.execute(trx);
      if (listed.length === 0) throw new AppError('mapping.nothing_accepted', { detail: 'Not one account of the plan would have a place.' });
      const lngLatOf = (some: readonly Row[]): Float64Array => Float64Array.from(some.flatMap(({ lng, lat }) => [lng, lat]));
      const valuesOf = (some: readonly Row[]): Float64Array[] => set.measures.map((_, m) => Float64Array.from(some, (row) => row.values[m]));
      const all = valuesOf(listed);
      const made = await pool.run('extend', {
        graph: before.shared, resolution: set.resolution, links: set.links, lngLat: lngLatOf(listed), tolerance: plan.tolerance, k: plan.territories,
        measures: set.measures.map(({ key, unit }, m) => ({ key, unit, values: all[m] })), areas: before.areas,
      }, { abandon });
      // What lies in no area of a layer stays in the register and belongs to no unit.
      const rows = made.inside === undefined ? listed : Array.from(made.inside, (i) => listed[i]);
      if (rows.length === 0) throw new AppError('mapping.nothing_accepted', { detail: `Not one account of the plan would lie in an area of ${set.layer}.` });
      const [lngLat, values] = [lngLatOf(rows), valuesOf(rows)];
      const bounds = made.bounds;
      const next = await units.create(trx, workspaceId, {
        fingerprint: made.fingerprint,
        meta: {
          units: made.units, borders: made.borders, accounts: rows.length, layer: set.layer, resolution: set.resolution, region: set.region, links: made.links.map((link) => ({ ...link })), notes: set.notes, bounds,
          measures: set.measures.map(({ key, unit }, m) => ({ key, unit, total: made.sums[m].reduce((sum, value) => sum + value, 0) })),
        },
        graph: new Uint8Array(made.graph), areas: before.areas, measures: packMeasures(made.sums, made.units), accounts: packAccounts({ lngLat, unit: made.unitOfAccount, values }),
      }, {
        ids: rows.map(({ key }) => key), names: rows.map(({ key, name }) => name ?? key), rows: new Uint32Array(rows.length), units: made.unitOfAccount,
        current: rows.some(({ current }) => current !== null) ? rows.map(({ current }) => current) : null, approximate: Uint8Array.from(rows, ({ near }) => Number(near)),
      });
      const to = { unitsId: next, fingerprint: made.fingerprint, units: made.units };
      let told = 0;
      const open = (await scenarios.ofPlans(trx, workspaceId, [planId])).filter(({ status }) => !isFrozen(status));
      await scenarios.hold(trx, open.map(({ id }) => id));
      for (const scenario of open) {
        const from = scenario.unit_set_id;
        const size = from === unitsId ? set.units : (await units.read(actor, from)).units;
        await scenarios.appendFrom(trx, workspaceId, HEXALIGN, scenario.id, ({ fingerprint }) => [{ type: 'measures', from: { unitsId: from, fingerprint, units: size }, to }], cause);
        told++;
      }
      await trx.updateTable('plans').set({ unit_set_id: next, counts: json({ accepted: rows.length, rejected: listed.length - rows.length, filtered: 0 }), updated_at: sql`now()` as never }).where('id', '=', planId).execute();
      const unitBefore = new Map(old.ids.map((id, i) => [id, old.units[i]]));
      const movedAccounts = rows.filter(({ key }, i) => unitBefore.has(key) && unitBefore.get(key) !== made.unitOfAccount[i]).length;
      return { scenarios: told, accounts: rows.length, newUnits: made.fresh.length, movedAccounts };
    },
  };
}
