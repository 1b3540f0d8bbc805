import { createReadStream } from 'node:fs';
import type { CreateSchedule, Schedule, ScheduleRun } from '../../contract/schedules.ts';
import { withinRegions } from '../access/can.ts';
import type { Datasets } from '../datasets/service.ts';
import type { Db } from '../db/db.ts';
import { workingFor, type Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import { problemOf } from '../http/problem.ts';
import type { Imports } from '../imports/service.ts';
import type { Plans } from '../plans/service.ts';
import { admitUrl, fetchUrl, type AllowedSources } from './fetchUrl.ts';
import { newestFile } from './newestFile.ts';
import { nextTime } from './nextTime.ts';
import * as store from './store.ts';

/** Lists that are fetched and imported by the clock. */
export interface Schedules {
  list(actor: Actor): Promise<{ schedules: Schedule[]; allowed: { folders: string[]; hosts: string[] } }>;
  create(actor: Actor, asked: CreateSchedule): Promise<Schedule>;
  enable(actor: Actor, scheduleId: string, enabled: boolean): Promise<Schedule>;
  remove(actor: Actor, scheduleId: string): Promise<void>;
  /** Runs one now, whatever the time. */
  run(actor: Actor, scheduleId: string): Promise<Schedule>;
  /** Runs what is due; each time is taken by one process only. Returns how many ran. */
  runDue(now: Date): Promise<number>;
}

interface Deps {
  readonly db: Db;
  readonly datasets: Datasets;
  readonly imports: Imports;
  readonly plans: Plans;
  readonly allowed: AllowedSources;
}

export function schedules({ db, datasets, imports, plans, allowed }: Deps): Schedules {
  async function find(actor: Actor, scheduleId: string): Promise<Schedule> {
    const [found] = await store.listSchedules(db, actor.workspaceId, scheduleId);
    if (found === undefined) throw new AppError('schedule.unknown');
    return found;
  }

  async function open(source: CreateSchedule['source']): Promise<{ name: string; bytes: AsyncIterable<Uint8Array> }> {
    if (source.kind === 'url') return { name: decodeURIComponent(new URL(source.url).pathname.split('/').at(-1) || 'list'), bytes: await fetchUrl(source.url, allowed) };
    const { path, name } = await newestFile(source.path, source.pattern, allowed);
    return { name, bytes: createReadStream(path) };
  }

  async function work({ workspaceId, actor: actorId, request, lastSha256 }: store.Due): Promise<{ run: Omit<ScheduleRun, 'at'>; sha256: string | null }> {
    const actor = workingFor(actorId, workspaceId);
    const { name, bytes } = await open(request.source);
    const dataset = await datasets.upload(actor, name, bytes);
    if (dataset.sha256 === lastSha256) return { run: { outcome: 'unchanged', importId: null, code: null, detail: name }, sha256: lastSha256 };
    const { kind, planId, layer, mapping, gone, mode, mostRejected, mostGone } = request;
    const checked = await imports.settled(actor, await imports.start(actor, { datasetId: dataset.id, kind, planId, layer, mapping, gone }));
    const { counts, changes } = checked;
    const told = (outcome: ScheduleRun['outcome'], detail: string): { run: Omit<ScheduleRun, 'at'>; sha256: string } => ({ run: { outcome, importId: checked.id, code: null, detail }, sha256: dataset.sha256 });
    if (checked.jobId !== null) return told('held', 'its rows are still being read');
    if (mode === 'review') return told('checked', name);
    if (counts.rejected > mostRejected * counts.rows) return told('held', `${counts.rejected} of ${counts.rows} rows rejected`);
    const known = changes.changed + changes.gone + changes.unchanged;
    if (gone === 'remove' && changes.gone > mostGone * known) return told('held', `${changes.gone} of ${known} records gone`);
    await imports.settled(actor, await imports.commit(actor, checked.id));
    return told('committed', `${changes.new} new, ${changes.changed} changed, ${gone === 'remove' ? changes.gone : 0} gone`);
  }

  async function attempt(due: store.Due): Promise<void> {
    const { run, sha256 } = await work(due).catch((error: unknown): Awaited<ReturnType<typeof work>> => {
      const { code, title, detail, found, expected } = problemOf(error, due.id);
      return { run: { outcome: 'failed', importId: null, code, detail: [detail ?? title, found && `found ${found}`, expected && `expected ${expected}`].filter(Boolean).join('; ').slice(0, 1000) }, sha256: null };
    });
    await store.recordRun(db, due.workspaceId, due.id, run, sha256);
  }

  return {
    list: async (actor) => ({ schedules: shown(await store.listSchedules(db, actor.workspaceId), await plans.withinReach(actor)), allowed: { folders: [...allowed.folders], hosts: [...allowed.hosts] } }),
    async create(actor, asked) {
      if (asked.planId === null && actor.regions !== null) throw new AppError('access.region', { where: 'body.planId', found: 'none: a list of the whole organisation', expected: `a plan within ${actor.regions.join(', ')}` });
      if (asked.planId !== null && !withinRegions(actor, (await plans.read(actor, asked.planId)).region)) throw new AppError('plan.unknown');
      if (asked.source.kind === 'url') admitUrl(asked.source.url, allowed);
      else {
        await newestFile(asked.source.path, asked.source.pattern, allowed).catch((error: unknown) => {
          // The file may come later; the folder must be allowed now.
          if (!(error instanceof AppError && error.code === 'source.failed')) throw error;
        });
      }
      return find(actor, await store.insertSchedule(db, actor.workspaceId, actor.id, asked, nextTime(asked, new Date())));
    },
    async enable(actor, scheduleId, enabled) {
      await store.enableSchedule(db, actor.workspaceId, scheduleId, enabled, nextTime(await find(actor, scheduleId), new Date()));
      return find(actor, scheduleId);
    },
    remove: (actor, scheduleId) => store.deleteSchedule(db, actor.workspaceId, scheduleId),
    async run(actor, scheduleId) {
      await find(actor, scheduleId);
      for (const due of await store.findDue(db, { scheduleId })) await attempt(due);
      return find(actor, scheduleId);
    },
    async runDue(now) {
      let ran = 0;
      for (const due of await store.findDue(db, { before: now })) {
        if (!(await store.takeDue(db, due.id, now, nextTime(due.request, now)))) continue;
        await attempt(due);
        ran++;
      }
      return ran;
    },
  };
}

/** Schedules of plans that somebody may see; those of the whole organisation are for who is not confined. */
function shown(all: readonly Schedule[], planIds: readonly string[] | null): Schedule[] {
  return all.filter(({ planId }) => planIds === null || (planId !== null && planIds.includes(planId)));
}
