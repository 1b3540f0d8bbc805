import type { ChangeQuery, Import, ImportProblem, RecordKind, StartImport, SuggestedMapping } from '../../contract/imports.ts';
import type { z } from 'zod';
import type { Datasets } from '../datasets/service.ts';
import { TABLE_DIALECT } from '../datasets/formats.ts';
import { newDatasetId } from '../datasets/store.ts';
import { sql } from 'kysely';
import type { Db, Executor } from '../db/db.ts';
import { withinRegions } from '../access/can.ts';
import { admitDataset } from '../access/subjects.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import { errors, type ErrorCode } from '../../contract/errors.ts';
import type { Jobs } from '../jobs/service.ts';
import type { Plans } from '../plans/service.ts';
import { committedChanges, live, stagedChanges } from './diff.ts';
import { FIELDS } from './fields.ts';
import { recordJudge } from './judgeRecord.ts';
import type { Asked } from './work.ts';
import { layoutOf, mustBeStaged, targetOf, type Step, type Steps } from './steps.ts';
import * as store from './store.ts';
import { suggestMapping } from './suggestMapping.ts';

export interface Imports {
  /** Removes what imports that were never committed have left. */
  tidy(): Promise<void>;
  suggest(actor: Actor, datasetId: string, kind: RecordKind): Promise<SuggestedMapping>;
  /**
   * Judges a list and says what it would change; nothing is changed. A large list is judged by a job, whose id the answer
   * brings; so it is with what follows.
   */
  start(actor: Actor, request: StartImport): Promise<Import>;
  list(actor: Actor, query: Omit<store.ListedImports, 'planIds'>): Promise<{ total: number; imports: Import[] }>;
  read(actor: Actor, importId: string): Promise<Import>;
  changes(actor: Actor, importId: string, query: z.output<typeof ChangeQuery>): Promise<{ total: number; changes: Awaited<ReturnType<typeof stagedChanges>> }>;
  /** Every problem of every row, judged anew as it is read. */
  problems(actor: Actor, importId: string): Promise<{ readonly problems: AsyncIterable<ImportProblem>; readonly filename: string }>;
  /** Says anew what a checked import would change, against the register as it is now; `gone` as it was unless said otherwise. */
  check(actor: Actor, importId: string, gone?: 'keep' | 'remove'): Promise<Import>;
  commit(actor: Actor, importId: string): Promise<Import>;
  undo(actor: Actor, importId: string): Promise<Import>;
  /**
   * Waits for the job that works on an import.
   *
   * @returns the import afterwards, or as it stands when that takes longer than ten minutes
   * @throws AppError what the job failed with
   */
  settled(actor: Actor, told: Import): Promise<Import>;
}

interface Deps {
  readonly db: Db;
  readonly datasets: Datasets;
  readonly plans: Plans;
  readonly jobs: Jobs;
  readonly steps: Steps;
  /** Lists of more rows are worked on by jobs. */
  readonly rowsAtOnce: number;
}

/** Lists of more bytes are worked on by jobs, however few their rows: outlines are long. */
const BYTES_AT_ONCE = 16 * 1024 * 1024;
const LONGEST_WAIT_MS = 600_000;

export function imports({ db, datasets, plans, jobs, steps, rowsAtOnce }: Deps): Imports {
  async function find(actor: Actor, importId: string, at: Executor = db): Promise<store.ImportRow> {
    const found = await store.findImport(at, actor.workspaceId, importId);
    if (found === null) throw new AppError('import.unknown');
    return found;
  }

  async function suggest(actor: Actor, datasetId: string, kind: RecordKind): Promise<SuggestedMapping> {
    const dataset = await datasets.read(actor, datasetId);
    const fields = FIELDS[kind].map(({ name, required, holds }) => ({ name, required, holds }));
    const known = await store.findLayout(db, actor.workspaceId, kind, layoutOf(dataset));
    return known === null ? { kind, ...suggestMapping(kind, dataset), from: 'guess', fields } : { kind, mapping: known, notes: [], from: 'layout', fields };
  }

  async function scopeOf(actor: Actor, { kind, planId, layer }: StartImport): Promise<string> {
    const ofPlan = kind === 'accounts' || kind === 'owners' || kind === 'covers';
    if (planId !== null && !ofPlan) throw new AppError('import.place', { where: 'body.planId', expected: 'none: the list belongs to the whole organisation', found: planId });
    if (kind === 'covers' && planId === null) throw new AppError('import.place', { where: 'body.planId', expected: 'the plan whose territories are covered', found: 'none' });
    if ((kind === 'areas') !== (layer !== null)) throw new AppError('import.place', { where: 'body.layer', expected: kind === 'areas' ? 'the name of a boundary layer' : 'none: only areas have a layer', found: layer ?? 'none' });
    if (planId !== null && !withinRegions(actor, (await plans.read(actor, planId)).region)) throw new AppError('plan.unknown');
    if (planId === null && actor.regions !== null) throw new AppError('access.region', { where: 'body.planId', found: 'none: a list of the whole organisation', expected: `a plan within ${actor.regions.join(', ')}` });
    return planId ?? layer ?? '';
  }

  /** Whether an import is worked on by a job: for its own length, or for that of what it is compared with. */
  async function isLarge(actor: Actor, { planId, told }: store.ImportRow): Promise<boolean> {
    const { rows, bytes } = await datasets.read(actor, told.datasetId);
    if (rows > rowsAtOnce || bytes > BYTES_AT_ONCE) return true;
    if (planId !== null && told.kind === 'accounts' && (await plans.read(actor, planId)).accounts > rowsAtOnce) return true;
    const { rows: [{ there }] } = await sql<{ there: number }>`select count(*) as there from (select from ${live(targetOf(actor, told))} r limit ${rowsAtOnce + 1}) first`.execute(db);
    return there > rowsAtOnce;
  }

  /** Does a step of a small import at once, and has a job do that of a large one. */
  async function take(actor: Actor, found: store.ImportRow, kind: 'judge' | 'commit' | 'undo'): Promise<Import> {
    const { id, jobId } = found.told;
    if (jobId !== null) throw busy();
    if (await isLarge(actor, found)) {
      // Told as it was when the job was queued: a quick job may have ended by the time of the answer, and whoever follows it must know which it was.
      return db.transaction().execute(async (trx) => {
        await jobs.start(trx, actor, kind, { planId: found.planId, importId: id, scenarioId: null, request: { gone: found.told.gone } satisfies Asked });
        return (await find(actor, id, trx)).told;
      }).catch((error: { constraint?: string }) => {
        throw error.constraint === 'jobs_one_import' ? busy() : error;
      });
    }
    const step: Step = steps[kind];
    const record = await step(found, actor, { report: () => undefined, abandon: new AbortController().signal });
    await db.transaction().execute(record);
    return (await find(actor, id)).told;
  }

  async function start(actor: Actor, request: StartImport): Promise<Import> {
    const { datasetId, kind, gone } = request;
    await admitDataset(db, actor, datasetId);
    const scope = await scopeOf(actor, request);
    const suggested = request.mapping === null ? await suggest(actor, datasetId, kind) : null;
    const mapping = request.mapping ?? suggested?.mapping ?? null;
    if (mapping === null) throw new AppError('mapping.unclear', { detail: suggested?.notes.join(' '), repair: 'Say which column holds what: mapping.fields.' });
    // A mapping that does not fit is refused at once, however long the list.
    const dataset = await datasets.read(actor, datasetId);
    recordJudge(kind, { header: dataset.header, dialect: TABLE_DIALECT }, mapping, () => null);
    const id = await newDatasetId(db);
    await store.insertImport(db, { id, workspaceId: actor.workspaceId, kind, scope, gone, planId: request.planId, datasetId, actor: actor.id, mapping, base: 0, facts: { ...NOTHING_YET, notes: suggested?.notes ?? [] } });
    try {
      return await take(actor, await find(actor, id), 'judge');
    } catch (error) {
      await steps.forget(db, id);
      throw error;
    }
  }

  return {
    suggest, start,
    tidy: () => store.dropOldStaging(db),
    list: async (actor, query) => store.listImports(db, actor.workspaceId, { ...query, planIds: await plans.withinReach(actor) }),
    read: async (actor, importId) => (await find(actor, importId)).told,
    async changes(actor, importId, { change, offset, limit }) {
      const found = await find(actor, importId);
      if (found.change === null) await mustBeStaged(db, found.told);
      const changes = found.change === null ? await stagedChanges(db, targetOf(actor, found.told), change, offset, limit) : await committedChanges(db, found.change, change, offset, limit);
      return { total: found.change !== null && change === 'gone' && found.told.gone === 'keep' ? 0 : found.told.changes[change], changes };
    },
    async problems(actor, importId) {
      const { told } = await find(actor, importId);
      const { table } = await datasets.table(actor, told.datasetId);
      const judge = recordJudge(told.kind, table, told.mapping, await steps.locator(actor, told.mapping));
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
      return take(actor, gone === undefined ? found : { ...found, told: { ...found.told, gone } }, 'judge');
    },
    async commit(actor, importId) {
      const found = await find(actor, importId);
      await mustBeStaged(db, found.told);
      return take(actor, found, 'commit');
    },
    async undo(actor, importId) {
      const found = await find(actor, importId);
      if (found.told.state !== 'committed') throw new AppError('import.state', { found: found.told.state, expected: 'committed' });
      return take(actor, found, 'undo');
    },
    async settled(actor, told) {
      if (told.jobId === null) return told;
      const job = await jobs.ended(actor, told.jobId, LONGEST_WAIT_MS);
      if (job.error !== null) throw new AppError(isCode(job.error.code) ? job.error.code : 'job.lost', { detail: job.error.message });
      return (await find(actor, told.id)).told;
    },
  };
}

function busy(): AppError {
  return new AppError('import.state', { found: 'an import that a job is working on', expected: 'one that nobody works on', repair: 'Wait until the job has ended, or cancel it.' });
}

function isCode(code: string): code is ErrorCode {
  return Object.hasOwn(errors, code);
}

/** Of an import whose rows are being read. */
const NOTHING_YET: store.ImportFacts = { counts: { rows: 0, accepted: 0, rejected: 0, filtered: 0, unplaced: 0, approximate: 0 }, groups: [], changes: { new: 0, changed: 0, gone: 0, unchanged: 0 }, measures: [], notes: [], plan: null };
