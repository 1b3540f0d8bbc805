import { ENGINE_VERSION } from '@hexalign/engine';
import type { CertificateResult } from '../../contract/scenarios.ts';
import type { Datasets } from '../datasets/service.ts';
import type { EnginePool } from '../engine/pool.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { Jobs } from '../jobs/service.ts';
import type { Plans } from '../plans/service.ts';
import { demandOf } from '../solving/demand.ts';
import { peopleLeftOut, withoutPeople } from '../solving/withoutPeople.ts';
import { today } from '../timeline/today.ts';
import { withTowns } from '../units/nearTown.ts';
import type { UnitSets } from '../units/service.ts';
import type { Bounds } from './bounds.ts';
import type { Scenarios } from './service.ts';

export interface Certificates {
  /** Judges one state of a scenario; a state never changes, so each is judged once a day: exceptions may end with a day. */
  read(actor: Actor, scenarioId: string, seq?: number): Promise<CertificateResult>;
}

const KEPT = 50;

interface Deps {
  readonly scenarios: Scenarios;
  readonly units: UnitSets;
  readonly plans: Plans;
  readonly datasets: Datasets;
  readonly jobs: Jobs;
  readonly bounds: Bounds;
  readonly pool: EnginePool;
}

/** What the judge says; where the plan comes from is added. */
type Judged = Omit<CertificateResult, 'seed' | 'inputHash' | 'peopleLeftOut'> & { readonly leftOut: CertificateResult['peopleLeftOut'] };

export function certificates({ scenarios, units, plans, datasets, jobs, bounds, pool }: Deps): Certificates {
  const known = new Map<string, Promise<Judged>>();

  async function judge(workspaceId: string, scenarioId: string, seq: number | undefined, blind: boolean): Promise<Judged> {
    const whole = await scenarios.open(workspaceId, scenarioId, seq);
    const open = blind ? withoutPeople(whole) : whole;
    const { state } = open;
    const { doc } = state;
    const { loaded, live, slots, demand } = await demandOf(units, workspaceId, open);
    if (live.length === 0) throw new AppError('scenario.incomplete', { detail: 'There is no territory to judge.' });
    const names = live.map((slot) => doc.territories[slot]!.name);
    const certificate = await pool.run('certify', { demand, slots, links: loaded.units.links, names });
    return {
      seq: state.seq, slots: [...live], unassignedUnits: slots.reduce((sum, slot) => sum + (slot === 0xffff ? 1 : 0), 0),
      feasible: certificate.feasible, contiguous: certificate.contiguous, worstDeviation: certificate.worstDeviation,
      measures: certificate.measures.map(({ key, unit, total, tolerance, sums, targets, deviations }) => ({ key, unit, total, tolerance, sums: Array.from(sums), targets: Array.from(targets), deviations: Array.from(deviations) })),
      violations: certificate.violations.map((violation) => ({ ...violation, ...(violation.slot === undefined ? {} : { slot: live[violation.slot] }) })),
      shapes: certificate.shapes.map(({ momentCompactness, polsbyPopper, pieces }) => ({ momentCompactness, polsbyPopper, pieces })),
      lowerBound: certificate.lowerBound, gap: certificate.gap, reasons: withTowns([...certificate.clash, ...certificate.reasons], loaded.graph),
      engineVersion: ENGINE_VERSION, assignmentHash: certificate.assignmentHash, leftOut: peopleLeftOut(whole.state.doc),
    };
  }

  return {
    async read(actor, scenarioId, seq) {
      const { row } = await scenarios.open(actor.workspaceId, scenarioId, seq);
      const at = seq ?? row.seq;
      const blind = actor.veil !== undefined;
      const key = `${row.id} ${at} ${today()} ${blind}`;
      const judged = known.get(key) ?? judge(actor.workspaceId, scenarioId, at, blind);
      known.set(key, judged);
      judged.catch(() => known.delete(key));
      for (const oldest of known.keys()) {
        if (known.size <= KEPT) break;
        known.delete(oldest);
      }
      const { dataset_id: datasetId } = await plans.source(actor.workspaceId, row.plan_id);
      const [{ leftOut, ...found }, { sha256 }, design] = await Promise.all([judged, datasets.read(actor, datasetId), jobs.lastDesign(actor.workspaceId, row.plan_id, at)]);
      const bound = bounds.known(row.id, at);
      return { ...found, ...(bound === null ? {} : { lowerBound: bound.lowerBound, gap: bound.gap }), seed: design?.seed ?? null, inputHash: sha256, peopleLeftOut: blind || design?.peopleBlind ? leftOut : null };
    },
  };
}
