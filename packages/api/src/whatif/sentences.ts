import type { ScenarioDoc } from '@hexalign/engine';
import type { GivenCause } from '../../contract/edits.ts';
import type { Playbook } from '../../contract/playbooks.ts';
import type { WhatIfAsked } from '../../contract/whatif.ts';
import { leavers } from './playbookSteps.ts';

/** Who is who, for sentences. */
export interface Known {
  readonly doc: Pick<ScenarioDoc, 'territories'>;
  readonly ownedBy: ReadonlyMap<string, readonly number[]>;
  /** Of people of the register, by id. */
  readonly nameOf: (person: string) => string;
}

const MOST_TEXT = 500;
const MOST_WHO = 120;
const MOST_KEPT = 50_000;

/** What was asked, one sentence each. */
export function askedText(playbooks: readonly Playbook[], known: Known): string[] {
  return playbooks.map((playbook) => sentence(playbook, known));
}

function sentence(playbook: Playbook, { doc, ownedBy, nameOf }: Known): string {
  const name = (slot: number): string => doc.territories[slot]?.name ?? `territory ${slot}`;
  const percent = (share: number): string => `${new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 }).format(100 * share)} %`;
  switch (playbook.kind) {
    case 'leave': {
      const ground = listed(leavers(playbook, { ownedBy }, 'body').map(name));
      if (playbook.people.length === 0) return playbook.slots.length === 1 ? `${ground} is dissolved` : `${ground} are dissolved`;
      const people = listed(playbook.people.map(nameOf));
      return playbook.people.length === 1 ? `${people} leaves ${ground}` : `${people} leave ${ground}`;
    }
    case 'hire': return `${playbook.name} is hired at ${playbook.lat.toFixed(3)}, ${playbook.lng.toFixed(3)}${playbook.ramp === 1 ? '' : ` with ${percent(playbook.ramp)} of a territory's work`}`;
    case 'split': return `${name(playbook.slot)} is split, ${percent(playbook.part)} of it goes`;
    case 'merge': return `${name(playbook.slot)} is merged into ${name(playbook.into)}`;
    case 'count': return `there are ${playbook.territories} territories`;
    case 'target': return `${name(playbook.slot)} should come to ${percent(playbook.share)} of ${playbook.measure ?? 'everything'}`;
    case 'segment': return `${listed(playbook.segments)} should count ${playbook.weight} times in ${playbook.measure}, all others ${playbook.others} times`;
    case 'shift': return `${playbook.measure} is ${percent(playbook.factor)} of what it is${shifted(playbook, name)}`;
    case 'reach': return `nobody drives further than ${playbook.reachKm} km${playbook.slots.length === 0 ? '' : ` in ${listed(playbook.slots.map(name))}`}`;
    case 'rebalance': return 'the plan is brought into its bands';
  }
}

function shifted({ ground }: Extract<Playbook, { kind: 'shift' }>, name: (slot: number) => string): string {
  switch (ground.kind) {
    case 'all': return '';
    case 'territories': return ` in ${listed(ground.slots.map(name))}`;
    case 'units': return ` on ${ground.units.length} units`;
    case 'area': return ` between ${ground.bounds.map((degrees) => degrees.toFixed(2)).join(', ')}`;
  }
}

function listed(words: readonly string[]): string {
  const shown = words.length > 8 ? [...words.slice(0, 7), `${words.length - 7} others`] : words;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown[shown.length - 1]}`;
}

/** Why the change was made, for the log: what everybody may read later. */
export function causeOf({ playbooks, budget, tolerance }: Pick<WhatIfAsked, 'playbooks' | 'budget' | 'tolerance'>, known: Known): GivenCause {
  const limits = [...(budget === undefined ? [] : [`at most ${Math.round(1000 * budget.share) / 10} % of ${budget.what} moves`]), ...(tolerance === undefined ? [] : [`within ${Math.round(1000 * tolerance) / 10} %`])];
  const text = [...askedText(playbooks, known), ...limits].join('; ').slice(0, MOST_TEXT);
  // Lists of thousands of units are not kept with every entry.
  const kept = JSON.stringify(playbooks).length > MOST_KEPT ? {} : { playbooks: [...playbooks] };
  const left = playbooks.filter((playbook) => playbook.kind === 'leave');
  const came = playbooks.filter((playbook) => playbook.kind === 'hire');
  if (left.length === playbooks.length) {
    const who = left.flatMap((one) => (one.people.length > 0 ? one.people.map(known.nameOf) : one.slots.map((slot) => known.doc.territories[slot]?.person ?? `the owner of ${known.doc.territories[slot]?.name ?? slot}`)));
    return { kind: 'leave', person: listed(who).slice(0, MOST_WHO), text, ...kept };
  }
  if (came.length === playbooks.length) return { kind: 'hire', person: listed(came.map(({ name }) => name)).slice(0, MOST_WHO), text, ...kept };
  return { kind: 'whatif', text, ...kept };
}
