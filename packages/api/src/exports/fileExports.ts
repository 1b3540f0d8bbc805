import { exportFormats, type ExportFormat } from '../../contract/exports.ts';
import type { EnginePool } from '../engine/pool.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { TimelineRoom } from '../timeline/service.ts';
import { today } from '../timeline/today.ts';
import type { Download } from './download.ts';
import { fileName } from './fileName.ts';
import { openSheet, shownTo, type SheetDeps } from './openedSheet.ts';
import type { PostalSource } from './postalSource.ts';
import { hashOf } from './stamp.ts';
import { stampOf, type StampDeps } from './stampOf.ts';

/** Which state, and what else a format wants to know. */
export interface FileAsked {
  readonly seq?: number;
  readonly revisionId?: string;
  /** Boundary layer of postal areas. */
  readonly layer?: string;
}

/** Plans in the formats of others. */
export interface FileExports {
  /** A state of a scenario in any format. */
  file(actor: Actor, scenarioId: string, format: ExportFormat, asked: FileAsked): Promise<Download>;
  /** What is in force on a day in any format. @throws AppError `export.not_in_force` */
  inForce(actor: Actor, planId: string, format: ExportFormat, asked: { readonly date?: string; readonly layer?: string }): Promise<Download>;
}

export interface FileDeps extends SheetDeps, StampDeps {
  readonly pool: Pick<EnginePool, 'run'>;
  readonly postal: PostalSource;
  readonly timeline: Pick<TimelineRoom, 'on'>;
}

export function fileExports(deps: FileDeps): FileExports {
  const { pool, postal, revisions, timeline } = deps;

  async function make(actor: Actor, scenarioId: string, seq: number | undefined, format: ExportFormat, layer: string | undefined, day: string): Promise<Download> {
    const opened = shownTo(actor, await openSheet(deps, actor, scenarioId, seq, day));
    const { plan, sheet, demand, loaded, accountNames } = opened;
    const stamp = await stampOf(deps, actor, opened, day);
    const { media, ending } = exportFormats[format];
    const bytes = await pool.run('exportFile', {
      format, demand, sheet, stamp, accountNames, areas: loaded.areas, resolution: loaded.units.resolution,
      postal: format === 'postal-csv' ? await postal.places(actor.workspaceId, loaded, layer ?? loaded.units.layer) : null,
    });
    return {
      bytes, media, filename: `${fileName(plan.name)}-${hashOf(stamp).slice(0, 8)}-${ending}`,
      headers: { 'x-hexalign-plan': plan.id, 'x-hexalign-seq': String(opened.scenario.seq), 'x-hexalign-hash': hashOf(stamp), 'x-hexalign-assignment': stamp.assignmentHash },
    };
  }

  async function seqOf(actor: Actor, scenarioId: string, { seq, revisionId }: FileAsked): Promise<number | undefined> {
    if (revisionId === undefined) return seq;
    const revision = await revisions.find(actor.workspaceId, revisionId);
    if (revision.scenarioId !== scenarioId) throw new AppError('revision.unknown', { where: 'query.revisionId' });
    return revision.seq;
  }

  return {
    file: async (actor, scenarioId, format, asked) => make(actor, scenarioId, await seqOf(actor, scenarioId, asked), format, asked.layer, today()),
    async inForce(actor, planId, format, { date = today(), layer }) {
      const { activation } = await timeline.on(actor.workspaceId, planId, date);
      if (activation === null) throw new AppError('export.not_in_force', { where: 'query.date', found: date, expected: 'a day on which an approved revision is in force', repair: 'Activate one, or export a scenario.' });
      return make(actor, activation.scenarioId, activation.seq, format, layer, date);
    },
  };
}
