import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { ChangeQuery, Import, ImportMapping, ImportProblem, RecordKind, StartImport, SuggestedMapping } from '../../contract/imports.ts';
import type { z } from 'zod';
import type { Dataset } from '../../contract/datasets.ts';
import type { Datasets } from '../datasets/service.ts';
import { postalLocator, type Locate } from '../datasets/locatePostal.ts';
import { newDatasetId } from '../datasets/store.ts';
import type { Db, Executor } from '../db/db.ts';
import { withinRegions } from '../access/can.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { Register } from '../register/service.ts';
import { lastChange } from '../register/write.ts';
import type { Plans } from '../plans/service.ts';
import type { PlaceData } from '../units/placeData.ts';
import { commitStaged, undoCommitted } from './commit.ts';
import { committedChanges, diffOf, stagedChanges, type Target } from './diff.ts';
import { FIELDS } from './fields.ts';
import { recordJudge } from './judgeRecord.ts';
import type { PlanAccounts } from './planAccounts.ts';
import { dropStaging, isStaged, stage } from './stage.ts';
import * as store from './store.ts';
import { suggestMapping } from './suggestMapping.ts';

export interface Imports {
  /** Removes what imports that were never committed have left. */
  tidy(): Promise<void>;
  suggest(actor: Actor, datasetId: string, kind: RecordKind): Promise<SuggestedMapping>;
  /** Judges a list and says what it would change; nothing is changed. */
  start(actor: Actor, request: StartImport): Promise<Import>;
  list(actor: Actor, query: store.ListedImports): Promise<{ total: number; imports: Import[] }>;
  read(actor: Actor, importId: string): Promise<Import>;
  changes(actor: Actor, importId: string, query: z.output<typeof ChangeQuery>): Promise<{ total: number; changes: Awaited<ReturnType<typeof stagedChanges>> }>;
  /** Every problem of every row, judged anew as it is read. */
  problems(actor: Actor, importId: string): Promise<{ readonly problems: AsyncIterable<ImportProblem>; readonly filename: string }>;
  /** Says anew what a checked import would change, against the register as it is now; `gone` as it was unless said otherwise. */
  check(actor: Actor, importId: string, gone?: 'keep' | 'remove'): Promise<Import>;
  commit(actor: Actor, importId: string): Promise<Import>;
  undo(actor: Actor, importId: string): Promise<Import>;
}

interface Deps {
  readonly db: Db;
  readonly pool: pg.Pool;
  readonly datasets: Datasets;
  readonly register: Register;
  readonly places: PlaceData;
  readonly plans: Plans;
  readonly planAccounts: PlanAccounts;
}

export function imports({ db, pool, datasets, register, places, plans, planAccounts }: Deps): Imports {
  async function find(actor: Actor, importId: string): Promise<store.ImportRow> {
    const found = await store.findImport(db, actor.workspaceId, importId);
    if (found === null) throw new AppError('import.unknown');
    return found;
  }

  async function mustBeStaged(executor: Executor, { id, state }: Import): Promise<void> {
    if (state !== 'checked') throw new AppError('import.state', { found: state, expected: 'checked' });
    if (!(await isStaged(executor, id))) throw new AppError('import.state', { found: 'an import whose rows are no longer kept', expected: 'one that was checked within a month', repair: 'Import the list again.' });
  }

  async function suggest(actor: Actor, datasetId: string, kind: RecordKind): Promise<SuggestedMapping> {
    const dataset = await datasets.read(actor, datasetId);
    const fields = FIELDS[kind].map(({ name, required, holds }) => ({ name, required, holds }));
    const known = await store.findLayout(db, actor.workspaceId, kind, layoutOf(dataset));
    return known === null ? { kind, ...suggestMapping(kind, dataset), from: 'guess', fields } : { kind, mapping: known, notes: [], from: 'layout', fields };
  }

  async function locator(actor: Actor, mapping: ImportMapping): Promise<Locate> {
    if (mapping.fields.postal === undefined) return () => null;
    return postalLocator(places.zip, await register.postalTable(actor.workspaceId));
  }

  async function start(actor: Actor, request: StartImport): Promise<Import> {
    const { datasetId, kind, gone } = request;
    const scope = await scopeOf(actor, request);
    const suggested = request.mapping === null ? await suggest(actor, datasetId, kind) : null;
    const mapping = request.mapping ?? suggested?.mapping ?? null;
    if (mapping === null) throw new AppError('mapping.unclear', { detail: suggested?.notes.join(' '), repair: 'Say which column holds what: mapping.fields.' });
    if (request.planId !== null && kind === 'accounts') await planAccounts.shelve(actor, request.planId);
    const { dataset, table } = await datasets.table(actor, datasetId);
    const target: Target = { id: await newDatasetId(db), workspaceId: actor.workspaceId, kind, scope, gone };
    const judge = recordJudge(kind, table, mapping, await locator(actor, mapping));
    await store.insertImport(db, { ...target, planId: request.planId, datasetId, actor: actor.id, mapping, base: 0, facts: NOTHING_YET });
    try {
      const staged = await stage(pool, target.id, table.rows, judge);
      const base = await lastChange(db, target);
      const diff = await diffOf(db, target, mapping.measures.map(({ name }) => name));
      await store.updateImport(db, target.id, { judged: true, base, facts: { ...staged, ...diff, notes: [...table.notes, ...(suggested?.notes ?? [])], plan: null } });
      await store.rememberLayout(db, actor.workspaceId, kind, layoutOf(dataset), mapping);
    } catch (error) {
      await dropStaging(db, target.id);
      await store.deleteImport(db, target.id);
      throw error;
    }
    return (await find(actor, target.id)).told;
  }

  async function scopeOf(actor: Actor, { kind, planId, layer }: StartImport): Promise<string> {
    const ofPlan = kind === 'accounts' || kind === 'owners' || kind === 'covers';
    if (planId !== null && !ofPlan) throw new AppError('import.place', { where: 'body.planId', expected: 'none: the list belongs to the whole organisation', found: planId });
    if (kind === 'covers' && planId === null) throw new AppError('import.place', { where: 'body.planId', expected: 'the plan whose territories are covered', found: 'none' });
    if ((kind === 'areas') !== (layer !== null)) throw new AppError('import.place', { where: 'body.layer', expected: kind === 'areas' ? 'the name of a boundary layer' : 'none: only areas have a layer', found: layer ?? 'none' });
    if (planId !== null && !withinRegions(actor, (await plans.read(actor, planId)).region)) throw new AppError('plan.unknown');
    return planId ?? layer ?? '';
  }

  /** What comes of changed accounts in the plan that they belong to. */
  async function follow(trx: Executor, actor: Actor, { planId, told: { kind, datasetId, filename } }: store.ImportRow): Promise<Import['plan']> {
    return planId === null || kind !== 'accounts' ? null : planAccounts.follow(trx, actor, planId, { kind: 'import', datasetId, filename });
  }

  function targetOf(actor: Actor, { told }: store.ImportRow): Target {
    return { id: told.id, workspaceId: actor.workspaceId, kind: told.kind, scope: told.scope, gone: told.gone };
  }

  return {
    suggest, start,
    tidy: () => store.dropOldStaging(db),
    list: (actor, query) => store.listImports(db, actor.workspaceId, query),
    read: async (actor, importId) => (await find(actor, importId)).told,
    async changes(actor, importId, { change, offset, limit }) {
      const found = await find(actor, importId);
      if (found.change === null) await mustBeStaged(db, found.told);
      const changes = found.change === null ? await stagedChanges(db, targetOf(actor, found), change, offset, limit) : await committedChanges(db, found.change, change, offset, limit);
      return { total: found.change !== null && change === 'gone' && found.told.gone === 'keep' ? 0 : found.told.changes[change], changes };
    },
    async problems(actor, importId) {
      const { told } = await find(actor, importId);
      const { table } = await datasets.table(actor, told.datasetId);
      const judge = recordJudge(told.kind, table, told.mapping, await locator(actor, told.mapping));
      async function* all(): AsyncGenerator<ImportProblem, void> {
        for await (const row of table.rows) {
          const judged = judge(row);
          if (judged.kind === 'rejected') yield* judged.problems;
          else if (judged.kind === 'record') yield* judged.kept;
        }
      }
      return { problems: all(), filename: told.filename };
    },
    async check(actor, importId, gone) {
      const found = await find(actor, importId);
      await mustBeStaged(db, found.told);
      const target: Target = { ...targetOf(actor, found), ...(gone === undefined ? {} : { gone }) };
      const base = await lastChange(db, target);
      const { counts, groups, notes, plan } = found.told;
      await store.updateImport(db, importId, { base, gone: target.gone, facts: { counts, groups, notes, plan, ...(await diffOf(db, target, found.told.mapping.measures.map(({ name }) => name))) } });
      return (await find(actor, importId)).told;
    },
    async commit(actor, importId) {
      await db.transaction().execute(async (trx) => {
        const found = await store.findImport(trx, actor.workspaceId, importId, true);
        if (found === null) throw new AppError('import.unknown');
        await mustBeStaged(trx, found.told);
        const committed = await commitStaged(trx, targetOf(actor, found), actor.id, found.base);
        const { counts, groups, changes, measures, notes } = found.told;
        await store.updateImport(trx, importId, { committed, facts: { counts, groups, changes, measures, notes, plan: await follow(trx, actor, found) } });
        await dropStaging(trx, importId);
      });
      return (await find(actor, importId)).told;
    },
    async undo(actor, importId) {
      await db.transaction().execute(async (trx) => {
        const found = await store.findImport(trx, actor.workspaceId, importId, true);
        if (found === null) throw new AppError('import.unknown');
        if (found.change === null || found.told.state !== 'committed') throw new AppError('import.state', { found: found.told.state, expected: 'committed' });
        await store.updateImport(trx, importId, { undone: await undoCommitted(trx, targetOf(actor, found), actor.id, found.change) });
        await follow(trx, actor, found);
      });
      return (await find(actor, importId)).told;
    },
  };
}

/** Of an import whose rows are being read. */
const NOTHING_YET: store.ImportFacts = { counts: { rows: 0, accepted: 0, rejected: 0, filtered: 0, unplaced: 0, approximate: 0 }, groups: [], changes: { new: 0, changed: 0, gone: 0, unchanged: 0 }, measures: [], notes: [], plan: null };

/** Lists with the same header are of one layout. */
function layoutOf({ header }: Pick<Dataset, 'header'>): string {
  return createHash('sha256').update(JSON.stringify(header)).digest('hex');
}
