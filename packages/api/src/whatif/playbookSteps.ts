import { territoryCentres, type ScenarioDoc, type WhatIfStep } from '@hexalign/engine';
import type { Playbook } from '../../contract/playbooks.ts';
import { AppError } from '../http/appError.ts';
import type { WhatIfQuestion } from './answer.ts';

/** What playbooks are about: a scenario in the engine's terms. */
export interface PlaybookGround {
  readonly doc: Pick<ScenarioDoc, 'territories' | 'locks'>;
  /** Slot of the document for each of the engine's. */
  readonly live: readonly number[];
  /** n slots of the engine. */
  readonly slots: Uint16Array;
  readonly graph: Parameters<typeof territoryCentres>[0];
  /** n accounts. */
  readonly accountsOf: Float64Array;
  readonly unitAt: (lng: number, lat: number) => number;
  /** Slots of the document that somebody owns on the day, by person. */
  readonly ownedBy: ReadonlyMap<string, readonly number[]>;
}

/**
 * Playbooks in the engine's steps. What changes the measures alone is none.
 *
 * @throws AppError `whatif.invalid` naming the playbook and what does not fit
 */
export function playbookSteps(playbooks: readonly Playbook[], ground: PlaybookGround): WhatIfQuestion {
  const { live, doc } = ground;
  let territories: number | null = null;
  const steps = playbooks.flatMap((playbook, i): WhatIfStep[] => {
    const at = `body.playbooks.${i}`;
    const slotOf = (slot: number, where: string): number => {
      const own = live.indexOf(slot);
      if (own < 0) throw new AppError('whatif.invalid', { where: `${at}.${where}`, expected: 'the slot of a territory that holds ground', found: String(slot) });
      return own;
    };
    const open = (slot: number, where: string): number => {
      if (doc.locks.has(slot)) throw new AppError('whatif.invalid', { where: `${at}.${where}`, expected: 'a territory that is not locked', found: doc.territories[slot]!.name, repair: 'Unlock the territory first.' });
      return slotOf(slot, where);
    };
    switch (playbook.kind) {
      case 'leave': return [{ type: 'vacate', slots: leavers(playbook, ground, at).map((slot) => open(slot, 'slots')) }];
      case 'hire': {
        const home = ground.unitAt(playbook.lng, playbook.lat);
        if (home < 0) throw new AppError('whatif.invalid', { where: `${at}.lng`, expected: 'a home on the ground of the plan', found: `${playbook.lng}, ${playbook.lat}`, repair: 'Choose a place within the plan.' });
        const slot = live[ground.slots[home]];
        if (slot !== undefined) open(slot, 'lng');
        return [{ type: 'hire', home, size: playbook.ramp }];
      }
      case 'split': return [{ type: 'split', slot: open(playbook.slot, 'slot'), part: playbook.part }];
      case 'merge': {
        if (playbook.slot === playbook.into) throw new AppError('whatif.invalid', { where: `${at}.into`, expected: 'another territory', found: doc.territories[playbook.into]?.name ?? String(playbook.into) });
        return [{ type: 'merge', slot: open(playbook.slot, 'slot'), into: open(playbook.into, 'into') }];
      }
      case 'count':
        if (playbooks.some(({ kind }, other) => other !== i && (kind === 'count' || kind === 'leave' || kind === 'hire' || kind === 'split' || kind === 'merge'))) {
          throw new AppError('whatif.invalid', { where: at, expected: 'a number of territories without others that come or go', found: playbooks.map(({ kind }) => kind).join(', ') });
        }
        territories = playbook.territories;
        return [];
      case 'target': return [{ type: 'retarget', changes: [{ slot: slotOf(playbook.slot, 'slot'), measure: playbook.measure, share: playbook.share }] }];
      case 'reach': return [{ type: 'reach', homes: reachOf(playbook, ground, (slot) => slotOf(slot, 'slots')) }];
      case 'segment': case 'shift': case 'rebalance': return [];
    }
  });
  return { steps: together(steps), territories };
}

/** Slots of the document that somebody leaves. */
export function leavers({ slots, people }: Extract<Playbook, { kind: 'leave' }>, { ownedBy }: Pick<PlaybookGround, 'ownedBy'>, at: string): number[] {
  const owned = people.flatMap((person, p) => {
    const own = ownedBy.get(person) ?? [];
    if (own.length === 0) throw new AppError('whatif.invalid', { where: `${at}.people.${p}`, expected: 'somebody who owns a territory on the day', found: person, repair: 'Name the territory instead.' });
    return own;
  });
  const all = [...new Set([...slots, ...owned])];
  if (all.length === 0) throw new AppError('whatif.invalid', { where: at, expected: 'territories or people', found: 'none' });
  return all;
}

function reachOf({ slots, reachKm, lng, lat }: Extract<Playbook, { kind: 'reach' }>, ground: PlaybookGround, slotOf: (slot: number) => number): { slot: number; lng: number; lat: number; reachKm: number }[] {
  const { live, graph, accountsOf } = ground;
  const centres = territoryCentres(graph, ground.slots, live.length, accountsOf).lngLat;
  return (slots.length === 0 ? live : slots).map((one) => {
    const slot = slotOf(one);
    return { slot, lng: lng ?? centres[2 * slot], lat: lat ?? centres[2 * slot + 1], reachKm };
  }).filter((home) => Number.isFinite(home.lng));
}

/** Leavers, targets and reaches of several playbooks are one step each: what they ask holds at the same time. */
function together(steps: readonly WhatIfStep[]): WhatIfStep[] {
  const found: WhatIfStep[] = [];
  for (const step of steps) {
    const at = found.findIndex(({ type }) => type === step.type && (type === 'vacate' || type === 'retarget' || type === 'reach'));
    const before = found[at];
    if (before?.type === 'vacate' && step.type === 'vacate') found[at] = { ...before, slots: [...new Set([...before.slots, ...step.slots])] };
    else if (before?.type === 'retarget' && step.type === 'retarget') found[at] = { ...before, changes: [...before.changes, ...step.changes] };
    else if (before?.type === 'reach' && step.type === 'reach') found[at] = { ...before, homes: [...before.homes, ...step.homes] };
    else found.push(step);
  }
  // Whoever leaves goes first, and targets are those of whoever is there then.
  const order = ['vacate', 'merge', 'split', 'hire', 'retarget', 'reach'];
  return found.sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type));
}
