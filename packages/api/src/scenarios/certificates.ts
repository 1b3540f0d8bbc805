import type { CertificateResult } from '../../contract/scenarios.ts';
import type { EnginePool } from '../engine/pool.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import { compact } from '../solving/demand.ts';
import { withTowns } from '../units/nearTown.ts';
import type { UnitSets } from '../units/service.ts';
import type { Scenarios } from './service.ts';

export interface Certificates {
  /** Judges one state of a scenario; a state never changes, so each is judged once. */
  read(actor: Actor, scenarioId: string, seq?: number): Promise<CertificateResult>;
}

const KEPT = 50;

export function certificates({ scenarios, units, pool }: { readonly scenarios: Scenarios; readonly units: UnitSets; readonly pool: EnginePool }): Certificates {
  const known = new Map<string, Promise<CertificateResult>>();

  async function judge(workspaceId: string, scenarioId: string, seq: number | undefined): Promise<CertificateResult> {
    const { row, state } = await scenarios.open(workspaceId, scenarioId, seq);
    const { doc } = state;
    const loaded = await units.load(workspaceId, row.unit_set_id);
    const { live, slots, demand } = compact(doc, loaded);
    if (live.length === 0) throw new AppError('scenario.incomplete', { detail: 'There is no territory to judge.' });
    const names = live.map((slot) => doc.territories[slot]!.name);
    const certificate = await pool.run('certify', { demand, slots, links: loaded.units.links, names });
    return {
      seq: state.seq, slots: [...live], unassignedUnits: slots.reduce((sum, slot) => sum + (slot === 0xffff ? 1 : 0), 0),
      feasible: certificate.feasible, contiguous: certificate.contiguous, worstDeviation: certificate.worstDeviation,
      measures: certificate.measures.map(({ key, unit, total, tolerance, sums, targets, deviations }) => ({ key, unit, total, tolerance, sums: Array.from(sums), targets: Array.from(targets), deviations: Array.from(deviations) })),
      violations: certificate.violations.map((violation) => ({ ...violation, ...(violation.slot === undefined ? {} : { slot: live[violation.slot] }) })),
      shapes: certificate.shapes.map(({ momentCompactness, polsbyPopper, pieces }) => ({ momentCompactness, polsbyPopper, pieces })),
      lowerBound: certificate.lowerBound, gap: certificate.gap, reasons: withTowns(certificate.reasons, loaded.graph), assignmentHash: certificate.assignmentHash,
    };
  }

  return {
    async read(actor, scenarioId, seq) {
      const { row } = await scenarios.open(actor.workspaceId, scenarioId, seq);
      const key = `${row.id} ${seq ?? row.seq}`;
      const judged = known.get(key) ?? judge(actor.workspaceId, scenarioId, seq ?? row.seq);
      known.set(key, judged);
      judged.catch(() => known.delete(key));
      for (const oldest of known.keys()) {
        if (known.size <= KEPT) break;
        known.delete(oldest);
      }
      return judged;
    },
  };
}
