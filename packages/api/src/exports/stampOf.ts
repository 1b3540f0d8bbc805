import type { Actor } from '../http/actor.ts';
import type { Revisions } from '../scenarios/revisions.ts';
import type { OpenedSheet } from './openedSheet.ts';
import type { Stamp } from './stamp.ts';

export interface StampDeps {
  readonly revisions: Pick<Revisions, 'list' | 'find'>;
}

/** The stamp of an opened state: the revision that names it, the latest of several. */
export async function stampOf({ revisions }: StampDeps, actor: Actor, { plan, scenario, documentHash, sheet }: OpenedSheet, date: string): Promise<Stamp> {
  const { veil } = actor;
  const named = (await revisions.list(actor, scenario.id)).find(({ seq, hash }) => seq === scenario.seq && hash === documentHash);
  return {
    planId: plan.id, plan: plan.name, scenario: scenario.name, revision: named ? `revision ${named.number}: ${veil === undefined ? named.name : veil.text(named.name)}` : `state ${scenario.seq}`,
    documentHash, assignmentHash: sheet.assignmentHash, date,
  };
}
