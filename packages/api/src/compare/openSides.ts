import { can } from '../access/can.ts';
import { refusal } from '../access/refusal.ts';
import { admitDataset } from '../access/subjects.ts';
import type { Datasets } from '../datasets/service.ts';
import type { Db } from '../db/db.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import { postalMeanings } from '../ownership/postalPlaces.ts';
import type { OpenScenario, Scenarios } from '../scenarios/service.ts';
import type { TimelineRoom } from '../timeline/service.ts';
import { today } from '../timeline/today.ts';
import type { PlaceData } from '../units/placeData.ts';
import type { UnitSets } from '../units/service.ts';
import { usZip } from '../datasets/locatePostal.ts';
import { fileSide, type PlaceOf } from './fileSide.ts';
import { ownersSide } from './ownersSide.ts';
import { readAssignment, type Assignment } from './readAssignment.ts';
import { scenarioSide } from './scenarioSide.ts';
import type { AskedSide } from './sideNames.ts';
import type { SharedGround, SideState } from './sideState.ts';

export interface OpenSidesDeps {
  readonly db: Db;
  readonly scenarios: Scenarios;
  readonly timeline: Pick<TimelineRoom, 'on'>;
  readonly units: UnitSets;
  readonly datasets: Pick<Datasets, 'table'>;
  readonly places: PlaceData;
}

/** A side before it is laid on the ground: its state is known, and its name says which it is. */
export type FoundSide = { readonly kind: 'scenario' | 'force'; readonly open: OpenScenario } | { readonly kind: 'owners' } | { readonly kind: 'file'; readonly datasetId: string };

/** Finds what sides mean, and opens them. */
export function openSides({ db, scenarios, timeline, units, datasets, places }: OpenSidesDeps) {
  /** @throws AppError `scenario.unknown`, `dataset.unknown`, `compare.side` */
  async function find(actor: Actor, planId: string, asked: AskedSide, where: string): Promise<FoundSide> {
    if (asked.kind === 'owners') return asked;
    if (asked.kind === 'file') {
      await admitDataset(db, actor, asked.datasetId);
      if (!can(actor, 'dataset.read', { kind: 'dataset' })) throw refusal(actor, 'dataset.read');
      return asked;
    }
    if (asked.kind === 'scenario') {
      const open = await scenarios.open(actor.workspaceId, asked.scenarioId, asked.seq);
      if (open.row.plan_id !== planId) throw new AppError('scenario.unknown', { where, expected: 'a scenario of this plan' });
      return { kind: 'scenario', open };
    }
    const { activation } = await timeline.on(actor.workspaceId, planId);
    if (activation === null) throw new AppError('compare.side', { where, expected: 'a plan in force today', found: 'none', repair: 'Bring a scenario into force, or choose another side.' });
    return { kind: 'force', open: await scenarios.open(actor.workspaceId, activation.scenarioId, activation.seq) };
  }

  /** @throws AppError `compare.side`, `compare.file` */
  async function lay(actor: Actor, found: FoundSide, ground: SharedGround, where: string): Promise<SideState> {
    if (found.kind === 'owners') {
      const side = ownersSide(ground);
      if (side === null) throw new AppError('compare.side', { where, expected: 'accounts with an owner', found: 'none', repair: 'Import the accounts with a column of their present territory, or choose another side.' });
      return side;
    }
    if (found.kind === 'file') {
      const { dataset, table } = await datasets.table(actor, found.datasetId);
      const [accounts, cells] = [new Set(ground.accounts.ids), new Set(ground.loaded.graph.ids)];
      const assignment = await readAssignment(table, dataset.guess, { account: (id) => accounts.has(id), unit: (id) => cells.has(id) }, where);
      return fileSide({ id: dataset.id, name: dataset.filename }, assignment, ground, await placesOf(actor.workspaceId, assignment, ground));
    }
    const { row, state } = found.open;
    const other = state.doc.fingerprint === ground.loaded.graph.fingerprint ? null : (await units.load(actor.workspaceId, row.unit_set_id)).graph.ids;
    return scenarioSide(found.open, found.kind, ground, other, today());
  }

  /** Where the postal codes of a list lie: by the organisation's own tables and layers where they say so on this ground, else by those that ship. */
  async function placesOf(workspaceId: string, { by, rows }: Assignment, { loaded }: SharedGround): Promise<PlaceOf> {
    const known = new Map<string, readonly [number, number] | null>();
    if (by !== 'postal') return () => null;
    const own = await hasOwnCodes(db, workspaceId);
    for (const { key } of rows) {
      if (known.has(key)) continue;
      const zip = usZip(key);
      const shipped = own || zip === null ? null : places.zip(zip);
      if (!own) known.set(key, shipped?.lngLat ?? null);
      else {
        const meanings = await postalMeanings(db, places, workspaceId, key, null);
        const here = meanings.find(({ place }) => loaded.unitAt(place.lng, place.lat) >= 0) ?? meanings[0];
        known.set(key, here === undefined ? null : [here.place.lng, here.place.lat]);
      }
    }
    return (code) => known.get(code) ?? null;
  }

  return { find, lay };
}

async function hasOwnCodes(db: Db, workspaceId: string): Promise<boolean> {
  const row = await db.selectFrom('register').select('key').where('workspace_id', '=', workspaceId).where('kind', 'in', ['postal', 'areas']).where('until', 'is', null).limit(1).executeTakeFirst();
  return row !== undefined;
}
