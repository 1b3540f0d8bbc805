import { exportFormats, type ExportFormat, type Paper, type ReportLanguage } from '../../contract/exports.ts';
import type { EnginePool } from '../engine/pool.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { TimelineRoom } from '../timeline/service.ts';
import { today } from '../timeline/today.ts';
import type { Download } from './download.ts';
import { fileName } from './fileName.ts';
import { openSheet, shownTo, type OpenedSheet, type SheetDeps } from './openedSheet.ts';
import type { PostalSource } from './postalSource.ts';
import { hashOf } from './stamp.ts';
import { stampOf, type StampDeps } from './stampOf.ts';

/** Which state. */
export interface FileAsked extends FormatAsked {
  readonly seq?: number;
  readonly revisionId?: string;
}

/** What a format wants to know beside the plan. */
export interface FormatAsked {
  /** Boundary layer of postal areas. */
  readonly layer?: string;
  readonly paper: Paper;
  /** Of the words that people read. */
  readonly language: ReportLanguage;
}

/** Plans in the formats of others. */
export interface FileExports {
  /** A state of a scenario in any format. */
  file(actor: Actor, scenarioId: string, format: ExportFormat, asked: FileAsked): Promise<Download>;
  /** What is in force on a day in any format. @throws AppError `export.not_in_force` */
  inForce(actor: Actor, planId: string, format: ExportFormat, asked: FormatAsked & { readonly date?: string }): Promise<Download>;
}

export interface FileDeps extends SheetDeps, StampDeps {
  readonly pool: Pick<EnginePool, 'run'>;
  readonly postal: PostalSource;
  readonly timeline: Pick<TimelineRoom, 'on'>;
}

export function fileExports(deps: FileDeps): FileExports {
  const { pool, postal, revisions, timeline } = deps;

  async function make(actor: Actor, scenarioId: string, seq: number | undefined, format: ExportFormat, { layer, paper, language }: FormatAsked, day: string): Promise<Download> {
    const opened = shownTo(actor, await openSheet(deps, actor, scenarioId, seq, day));
    const sheet = format === 'xlsx' ? await besideToday(actor, opened, day) : opened.sheet;
    const { plan, demand, loaded, accountNames } = opened;
    const stamp = await stampOf(deps, actor, opened, day);
    const { media, ending } = exportFormats[format];
    const bytes = await pool.run('exportFile', {
      format, demand, sheet, stamp, paper, language, accountNames, areas: loaded.areas, resolution: loaded.units.resolution,
      postal: format === 'postal-csv' ? await postal.places(actor.workspaceId, loaded, layer ?? loaded.units.layer) : null,
    });
    return {
      bytes, media, filename: `${fileName(plan.name)}-${hashOf(stamp).slice(0, 8)}-${ending}`,
      headers: { 'x-hexalign-plan': plan.id, 'x-hexalign-seq': String(opened.scenario.seq), 'x-hexalign-hash': hashOf(stamp), 'x-hexalign-assignment': stamp.assignmentHash },
    };
  }

  /** With the territories of the plan in force as those of today, for a report of what changes; where nothing else is in force, as the accounts came. */
  async function besideToday(actor: Actor, { plan, scenario, sheet }: OpenedSheet, day: string): Promise<OpenedSheet['sheet']> {
    const { activation } = await timeline.on(actor.workspaceId, plan.id, day);
    if (activation === null || sheet.accounts === null || (activation.scenarioId === scenario.id && activation.seq === scenario.seq)) return sheet;
    const { sheet: force } = await openSheet(deps, actor, activation.scenarioId, activation.seq, day);
    const owners = new Map(force.accounts!.ids.map((id, a) => [id, force.territories[force.slotOfAccount?.[a] ?? force.slots[force.unitOfAccount![a]]]?.id ?? null]));
    return { ...sheet, accounts: { ...sheet.accounts, current: sheet.accounts.ids.map((id) => owners.get(id) ?? null) } };
  }

  async function seqOf(actor: Actor, scenarioId: string, { seq, revisionId }: FileAsked): Promise<number | undefined> {
    if (revisionId === undefined) return seq;
    const revision = await revisions.find(actor.workspaceId, revisionId);
    if (revision.scenarioId !== scenarioId) throw new AppError('revision.unknown', { where: 'query.revisionId' });
    return revision.seq;
  }

  return {
    file: async (actor, scenarioId, format, asked) => make(actor, scenarioId, await seqOf(actor, scenarioId, asked), format, asked, today()),
    async inForce(actor, planId, format, { date = today(), ...asked }) {
      const { activation } = await timeline.on(actor.workspaceId, planId, date);
      if (activation === null) throw new AppError('export.not_in_force', { where: 'query.date', found: date, expected: 'a day on which an approved revision is in force', repair: 'Activate one, or export a scenario.' });
      return make(actor, activation.scenarioId, activation.seq, format, asked, date);
    },
  };
}
