import { territoryCentres } from '@hexalign/engine';
import type { Playbook } from '../../contract/playbooks.ts';
import type { PlanDemands } from '../solving/planDemands.ts';
import type { WhatIfAnswer } from '../whatif/answer.ts';
import type { OpenPlan } from './openPlan.ts';
import type { PlanDocument } from './planDocument.ts';

/** What a plan says of its territories. */
export type TerritoriesAfter = Pick<PlanDocument, 'territories' | 'locks' | 'holds' | 'exceptions'> & { readonly demands: PlanDemands };

/** The territories once some came and others went: whatever speaks of one that is gone goes with it, and a reach that was asked for stays. */
export function territoriesAfter({ plan, measures, problem, graph, units, accounts }: OpenPlan, { k, slotNow, added, shares: shareOf }: WhatIfAnswer, playbooks: readonly Playbook[]): TerritoriesAfter {
  const taken = new Set(plan.territories.map(({ id }) => id));
  const territories: { id: string; name: string }[] = Array.from({ length: k });
  slotNow.forEach((now, before) => {
    const { id, name } = plan.territories[before];
    if (now >= 0) territories[now] = { id, name };
  });
  let number = plan.territories.length;
  for (const now of added) {
    let id = '';
    do id = `T${String(++number).padStart(2, '0')}`;
    while (taken.has(id));
    territories[now] = { id, name: id };
  }
  const stays = new Set(territories.map(({ id }) => id));
  const own = <T extends { readonly territory?: string }>(list: readonly T[]): T[] => list.filter(({ territory }) => territory === undefined || stays.has(territory));
  const { bounds, homes, starts, inPieces, budgets, ...rest } = plan.demands ?? {};
  const reached = reachedHomes(playbooks, { plan, graph, units, accounts }).filter(({ territory }) => stays.has(territory));
  const again = new Set(reached.map(({ territory }) => territory));
  const homesNow = [...own(homes ?? []).filter(({ territory }) => !again.has(territory)), ...reached];
  const some = <K extends string, V>(key: K, list: readonly V[]): { [P in K]?: V[] } => (list.length === 0 ? {} : { [key]: [...list] }) as { [P in K]?: V[] };
  const exceptions = own(plan.exceptions ?? []);
  const sharesOf = (slot: number): Record<string, number> => Object.fromEntries(measures.map(({ key }) => {
    // A measure without a goal has equal shares.
    const g = problem.goals.findIndex(({ measure }) => measure === key);
    return [key, g < 0 ? 1 / k : shareOf[g][slot]];
  }));
  return {
    territories: territories.map((one, slot) => ({ ...one, shares: sharesOf(slot) })),
    locks: plan.locks.filter((id) => stays.has(id)),
    holds: own(plan.holds),
    demands: { ...rest, ...some('bounds', own(bounds ?? [])), ...some('homes', homesNow), ...some('starts', own(starts ?? [])), ...some('inPieces', (inPieces ?? []).filter((id) => stays.has(id))), ...some('budgets', own(budgets ?? [])) },
    exceptions: exceptions.length === 0 ? undefined : exceptions,
  };
}

function reachedHomes(playbooks: readonly Playbook[], { plan, graph, units, accounts }: Pick<OpenPlan, 'plan' | 'graph' | 'units' | 'accounts'>): { territory: string; lng: number; lat: number; reachKm: number }[] {
  const asked = playbooks.filter((playbook) => playbook.kind === 'reach');
  if (asked.length === 0) return [];
  const weight = new Float64Array(units.slots.length);
  for (const unit of accounts?.unitOf ?? []) weight[unit]++;
  const { lngLat } = territoryCentres(graph, units.slots, plan.territories.length, weight);
  return asked.flatMap(({ slots, reachKm, lng, lat }) => (slots.length === 0 ? [...plan.territories.keys()] : slots).map((slot) => ({ territory: plan.territories[slot].id, lng: lng ?? lngLat[2 * slot], lat: lat ?? lngLat[2 * slot + 1], reachKm })));
}
