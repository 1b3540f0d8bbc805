import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Dataset } from '../../contract/datasets.ts';
import type { Import, ImportMapping } from '../../contract/imports.ts';
import { postalLocator, type Locate } from '../datasets/locatePostal.ts';
import type { Datasets } from '../datasets/service.ts';
import type { Db, Executor } from '../db/db.ts';
import { untilAborted } from '../db/untilAborted.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { Overlaps } from '../layers/overlaps.ts';
import type { Register } from '../register/service.ts';
import { lastChange } from '../register/write.ts';
import type { PlaceData } from '../units/placeData.ts';
import { commitStaged, undoCommitted } from './commit.ts';
import { diffOf, type Target } from './diff.ts';
import { recordJudge } from './judgeRecord.ts';
import type { PlanAccounts } from './planAccounts.ts';
import { dropStaging, isStaged, stage } from './stage.ts';
import * as store from './store.ts';

/** Whom a step tells how far it is, and who may stop it. */
export interface Watch {
  report(progress: { readonly phase: string; readonly done: number }): void;
  readonly abandon: AbortSignal;
}

/** Prepares a step, and returns how to record it: in one transaction, so that it is done once or not at all. */
export type Step = (found: store.ImportRow, actor: Actor, watch: Watch) => Promise<(trx: Executor) => Promise<void>>;

/** What is done to an import, in the request or in a job. */
export interface Steps {
  /** Reads and judges the rows, where that was not done before, and says what they would change, with `gone` as it is asked for. */
  readonly judge: Step;
  readonly commit: Step;
  readonly undo: Step;
  /** Removes an import that was never judged to its end. */
  forget(db: Executor, importId: string): Promise<void>;
  locator(actor: Actor, mapping: ImportMapping): Promise<Locate>;
}

interface Deps {
  readonly db: Db;
  readonly pool: pg.Pool;
  readonly datasets: Datasets;
  readonly register: Register;
  readonly places: PlaceData;
  readonly planAccounts: PlanAccounts;
  readonly overlaps: Pick<Overlaps, 'ofLayer'>;
}

/** Share of the work that is reading. */
const READING = 0.75;

export function importSteps({ db, pool, datasets, register, places, planAccounts, overlaps }: Deps): Steps {
  async function locked(trx: Executor, actor: Actor, importId: string): Promise<store.ImportRow> {
    const found = await store.findImport(trx, actor.workspaceId, importId, true);
    if (found === null) throw new AppError('import.unknown');
    return found;
  }

  async function locator(actor: Actor, mapping: ImportMapping): Promise<Locate> {
    if (mapping.fields.postal === undefined) return () => null;
    return postalLocator(places.zip, await register.postalTable(actor.workspaceId));
  }

  /** What comes of changed accounts in the plan that they belong to, and of changed areas in their layer. */
  async function follow(trx: Executor, actor: Actor, { planId, told: { kind, scope, datasetId, filename } }: store.ImportRow, abandon: AbortSignal): Promise<Import['plan']> {
    if (kind === 'areas') await overlaps.ofLayer(trx, actor.workspaceId, scope, abandon);
    return planId === null || kind !== 'accounts' ? null : planAccounts.follow(trx, actor, planId, { kind: 'import', datasetId, filename }, abandon);
  }

  /** Reads the rows of a list into a table of the import's own. */
  async function read(found: store.ImportRow, actor: Actor, { report, abandon }: Watch): Promise<Pick<store.ImportFacts, 'counts' | 'groups' | 'notes'> & { readonly dataset: Dataset }> {
    const { id, kind, datasetId, mapping, notes } = found.told;
    if (found.planId !== null && kind === 'accounts') await planAccounts.shelve(actor, found.planId);
    const { dataset, table } = await datasets.table(actor, datasetId);
    const judge = recordJudge(kind, table, mapping, await locator(actor, mapping));
    const staged = await stage(pool, id, table.rows, judge, { abandon, onRow: (row) => report({ phase: 'read', done: (READING * row) / Math.max(1, dataset.rows) }) });
    return { ...staged, notes: [...table.notes, ...notes], dataset };
  }

  return {
    locator,
    async judge(found, actor, watch) {
      const { state, mapping, kind, gone } = found.told;
      const fresh = state === 'judging' ? await read(found, actor, watch) : null;
      watch.report({ phase: 'compare', done: READING });
      return async (trx) => {
        const { told } = await locked(trx, actor, found.told.id);
        if (fresh === null) await mustBeStaged(trx, told);
        else if (told.state !== 'judging') throw new AppError('import.state', { found: told.state, expected: 'judging' });
        const target: Target = { ...targetOf(actor, told), gone };
        const { base, diff } = await untilAborted(trx, db, watch.abandon, async () => ({ base: await lastChange(trx, target), diff: await diffOf(trx, target, mapping.measures.map(({ name }) => name)) }));
        const { counts, groups, notes } = fresh ?? told;
        await store.updateImport(trx, told.id, { ...(fresh === null ? {} : { judged: true }), base, gone, facts: { counts, groups, notes, plan: told.plan, ...diff } });
        if (fresh !== null) await store.rememberLayout(trx, actor.workspaceId, kind, layoutOf(fresh.dataset), mapping);
      };
    },
    commit: async ({ told: { id } }, actor, { report, abandon }) => async (trx) => {
      const found = await locked(trx, actor, id);
      await mustBeStaged(trx, found.told);
      await untilAborted(trx, db, abandon, async () => {
        const committed = await commitStaged(trx, targetOf(actor, found.told), actor.id, found.base, (done) => report({ phase: 'write', done: READING * done }));
        report({ phase: 'follow', done: READING });
        const { counts, groups, changes, measures, notes } = found.told;
        await store.updateImport(trx, id, { committed, facts: { counts, groups, changes, measures, notes, plan: await follow(trx, actor, found, abandon) } });
        await dropStaging(trx, id);
      });
    },
    undo: async ({ told: { id } }, actor, { report, abandon }) => async (trx) => {
      const found = await locked(trx, actor, id);
      const { change } = found;
      if (change === null || found.told.state !== 'committed') throw new AppError('import.state', { found: found.told.state, expected: 'committed' });
      await untilAborted(trx, db, abandon, async () => {
        report({ phase: 'write', done: 0 });
        await store.updateImport(trx, id, { undone: await undoCommitted(trx, targetOf(actor, found.told), actor.id, change) });
        report({ phase: 'follow', done: READING });
        await follow(trx, actor, found, abandon);
      });
    },
    async forget(trx, importId) {
      if (await store.deleteImport(trx, importId)) await dropStaging(trx, importId);
    },
  };
}

/** @throws AppError `import.state` unless its rows lie ready */
export async function mustBeStaged(db: Executor, { id, state }: Import): Promise<void> {
  if (state !== 'checked') throw new AppError('import.state', { found: state, expected: 'checked' });
  if (!(await isStaged(db, id))) throw new AppError('import.state', { found: 'an import whose rows are no longer kept', expected: 'one that was checked within a month', repair: 'Import the list again.' });
}

/** Where in the register an import belongs. */
export function targetOf(actor: Actor, { id, kind, scope, gone }: Import): Target {
  return { id, workspaceId: actor.workspaceId, kind, scope, gone };
}

/** Lists with the same header are of one layout. */
export function layoutOf({ header }: Pick<Dataset, 'header'>): string {
  return createHash('sha256').update(JSON.stringify(header)).digest('hex');
}
