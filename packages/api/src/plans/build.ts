import type { PlanFact } from '../../contract/plans.ts';
import type { Territory } from '../../contract/scenarios.ts';
import { packAccounts, packMeasures } from '../../contract/wire.ts';
import type { Datasets, ReadAccounts } from '../datasets/service.ts';
import { Texts, type TextList } from '../datasets/growing.ts';
import { InputError } from '../datasets/inputError.ts';
import type { Db } from '../db/db.ts';
import type { BuildResult } from '../engine/methods.ts';
import type { EnginePool } from '../engine/pool.ts';
import type { Overlaps } from '../layers/overlaps.ts';
import { workingFor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { JobWork } from '../jobs/service.ts';
import { firstState } from '../scenarios/document.ts';
import type { Scenarios } from '../scenarios/service.ts';
import { sql } from 'kysely';
import type { FeatureCollection } from 'geojson';
import { shelveAccounts } from '../register/shelveAccounts.ts';
import { areaCollection, type UnitArea } from '../units/areaUnits.ts';
import { baselineNames, plainIds } from '../units/nameTerritories.ts';
import type { UnitSets } from '../units/service.ts';
import * as store from './store.ts';

/** No territory yet. */
const UNASSIGNED = 0xffff;

/** The work that makes a plan: read the accounts, build their units, write the first scenario. */
export function buildWork({ db, datasets, units, scenarios, overlaps, pool }: { readonly db: Db; readonly datasets: Datasets; readonly units: UnitSets; readonly scenarios: Scenarios; readonly overlaps: Pick<Overlaps, 'ofAreas' | 'keepOwn'>; readonly pool: EnginePool }): JobWork {
  return {
    async run({ claim, report, abandon }) {
      const started = Date.now();
      const { workspaceId, planId } = claim;
      const plan = planId === null ? null : await store.findPlan(db, workspaceId, planId);
      if (planId === null || plan === null) throw new AppError('plan.unknown');
      const { start, resolution, people, layer = null } = plan.request;
      const actor = workingFor(claim.actor, workspaceId);
      report({ phase: 'read', done: 0 });
      const { rows, filename } = await datasets.read(actor, plan.dataset_id);
      const read = await datasets.accounts(actor, plan.dataset_id, plan.mapping, plan.region, (row) => {
        abandon.throwIfAborted();
        report({ phase: 'read', done: (0.2 * row) / rows });
      });
      const { accounts, counts } = read;
      if (counts.accepted === 0) throw new AppError('mapping.nothing_accepted', { detail: `Not one of ${counts.rows} rows can be used: ${counts.rejected} rejected, ${counts.filtered} left out by filters.` });

      const today = accounts.current === null ? null : baselineNames(accounts.current);
      const names = start === 'today' ? today?.names ?? [] : [];
      const k = Math.max(plan.territories, plan.territories === 0 ? today?.names.length ?? 0 : 0, names.length);
      if (k === 0) throw new AppError('plan.territories', { detail: 'Not one account names a territory of today.' });
      const areas = layer === null ? null : await areasOfLayer(db, workspaceId, layer);
      const built = await pool
        .run('build', {
          lngLat: accounts.lngLat,
          measures: read.measures.map(({ name, unit }, m) => ({ name, unit, values: accounts.values[m] })),
          region: plan.region, k, tolerance: plan.tolerance, ...(resolution === null ? {} : { resolution }),
          today: start === 'today' && today !== null ? today.nameOf : null,
          areas: areas && { collection: areas, layer: layer! },
        }, { abandon, onProgress: report })
        .then((answer) => {
          if ('fault' in answer) throw new InputError(answer.fault);
          return answer;
        });
      if (built.units < k) throw new AppError('plan.territories', { detail: `${k} territories cannot be made of ${built.units} units of ground.`, repair: 'Ask for fewer territories, a larger region or finer units.' });
      abandon.throwIfAborted();
      report({ phase: 'save', done: 0.9 });
      const overlapping = areas === null ? null : await overlaps.ofAreas(workspaceId, layer!, areas, shared(built.graph), abandon);

      const placed = built.inside === null ? read : insideOnly(read, built.inside);
      return async (trx) => {
        const unitsId = await units.create(trx, workspaceId, unitSetOf(built, placed, layer, areas), { ids: placed.accounts.ids, names: placed.accounts.names, rows: placed.accounts.rows, units: built.unitOfAccount, current: placed.accounts.current, approximate: placed.accounts.approximate });
        if (overlapping !== null) await overlaps.keepOwn(trx, workspaceId, unitsId, layer!, overlapping);
        const territories = territoriesOf(k, names, people);
        const slots = built.today === null ? new Uint16Array(built.units).fill(UNASSIGNED) : Uint16Array.from(built.today);
        const goals = built.measures.map(({ key }) => ({ measure: key, share: null, tolerance: plan.tolerance, weight: 1 }));
        const scenarioId = await scenarios.create(
          trx, { workspaceId, planId, unitsId, fingerprint: built.fingerprint, name: built.today === null ? 'Main' : 'Today', parentId: null, origin: built.today === null ? { kind: 'empty' } : { kind: 'import', datasetId: plan.dataset_id, filename } },
          firstState(built.fingerprint, slots, { territories, locks: [], goals }),
        );
        await store.planReady(trx, planId, { unitsId, region: built.region, territories: k, counts: { accepted: placed.accounts.ids.length, rejected: counts.rows - counts.filtered - placed.accounts.ids.length, filtered: counts.filtered }, facts: factsOf(built, placed), notes: built.notes });
        // What lies in no area stays in the register, where the inbox finds it and an import may place it.
        if (built.inside !== null) await shelveAccounts(trx, { workspaceId, kind: 'accounts', scope: planId }, 'hexalign', { ...accounts, keys: built.measures.map(({ key }) => key), values: built.kept.map((m) => accounts.values[m]) });
        return { scenarioId, result: { seq: null, worstDeviation: null, feasible: null, interrupted: false, seed: null, overwrittenUnits: 0, seconds: Math.round((Date.now() - started) / 100) / 10, violations: [] } };
      };
    },
    async failed(trx, { planId }) {
      if (planId !== null) await store.planFailed(trx, planId);
    },
  };
}

function shared(packed: ArrayBuffer): SharedArrayBuffer {
  const copy = new SharedArrayBuffer(packed.byteLength);
  new Uint8Array(copy).set(new Uint8Array(packed));
  return copy;
}

/** Areas of a boundary layer. @throws AppError `plan.layer` */
async function areasOfLayer(db: Db, workspaceId: string, layer: string): Promise<FeatureCollection> {
  const { rows } = await sql<UnitArea>`select key as id, body -> 'geometry' as geometry from register where workspace_id = ${workspaceId} and kind = 'areas' and scope = ${layer} and until is null and body -> 'geometry' is not null`.execute(db);
  if (rows.length === 0) throw new AppError('plan.layer', { where: 'body.layer', found: layer });
  return areaCollection(rows);
}

/** The accounts at some positions. */
function insideOnly(read: ReadAccounts, inside: Uint32Array): ReadAccounts {
  const { ids, names, rows, lngLat, values, current, approximate } = read.accounts;
  const of = (list: TextList): Texts => {
    const texts = new Texts();
    for (const i of inside) texts.push(list.at(i)!);
    return texts;
  };
  return {
    ...read,
    accounts: {
      ids: of(ids), names: of(names), rows: inside.map((i) => rows[i]), lngLat: Float64Array.from({ length: 2 * inside.length }, (_, j) => lngLat[2 * inside[j >> 1] + (j & 1)]), values: values.map((column) => Float64Array.from(inside, (i) => column[i])),
      current: current && Array.from(inside, (i) => current[i]), approximate: Uint8Array.from(inside, (i) => approximate[i]),
    },
  };
}

function unitSetOf(built: BuildResult, { accounts }: ReadAccounts, layer: string | null, areas: FeatureCollection | null): Parameters<UnitSets['create']>[2] {
  return {
    fingerprint: built.fingerprint,
    meta: {
      units: built.units, borders: built.borders, accounts: accounts.ids.length, layer, resolution: [built.resolution[0], built.resolution[1]], region: built.region,
      measures: built.measures.map(({ key, unit, values }) => ({ key, unit, total: values.reduce((sum, value) => sum + value, 0) })),
      links: built.links.map((link) => ({ ...link })), notes: [...built.notes], bounds: built.bounds,
    },
    graph: new Uint8Array(built.graph), areas,
    measures: packMeasures(built.measures.map(({ values }) => values), built.units),
    accounts: packAccounts({ lngLat: accounts.lngLat, unit: built.unitOfAccount, values: built.kept.map((m) => accounts.values[m]) }),
  };
}

/** Today's territories first, then plain ones up to k. */
function territoriesOf(k: number, names: readonly string[], people: Readonly<Record<string, string>>): Territory[] {
  const taken = new Set(names);
  const fresh = plainIds(k).filter((id) => !taken.has(id));
  return Array.from({ length: k }, (_, slot) => {
    const id = (slot < names.length ? names[slot] : fresh[slot - names.length]).slice(0, 120);
    return { id, name: id, colour: null, person: Object.hasOwn(people, id) ? people[id].slice(0, 120) : null, parent: null, level: 0 };
  });
}

function factsOf(built: BuildResult, { accounts: { ids, names } }: ReadAccounts): PlanFact[] {
  return built.heaviest.map((fact, i) => ({
    measure: fact.measure, unit: built.measures[i].unit, total: fact.total, target: fact.target,
    heaviestAccount: fact.account === null ? null : { id: ids.at(fact.account)!, name: names.at(fact.account)!, value: fact.accountValue ?? 0 },
    heaviestUnit: { unit: built.heaviestUnits[i].id, lng: built.heaviestUnits[i].lng, lat: built.heaviestUnits[i].lat, value: fact.unitValue },
    atMostTerritories: Math.min(fact.atMostTerritories, built.units),
  }));
}
