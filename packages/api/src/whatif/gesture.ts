import type { ScenarioDoc } from '@hexalign/engine';
import type { ScenarioConstraint } from '../../contract/edits.ts';
import type { Playbook } from '../../contract/playbooks.ts';
import type { Edit, GoalDoc, Territory } from '../../contract/scenarios.ts';
import { assignEdit } from '../solving/assignEdit.ts';
import { heldAccount } from '../scenarios/standing.ts';
import type { WhatIfAnswer, WhatIfQuestion } from './answer.ts';

/** What a gesture is made of. */
export interface GestureGround {
  readonly doc: ScenarioDoc;
  /** Slot of the document for each of the engine's before. */
  readonly live: readonly number[];
  readonly answer: WhatIfAnswer;
  readonly question: WhatIfQuestion;
  readonly playbooks: readonly Playbook[];
  /** Measures in the order of the answer's shares. */
  readonly keys: readonly string[];
  readonly tolerance: number | undefined;
  /** Unit of an account that is held. */
  readonly unitOf: ReadonlyMap<string, number>;
}

/** The change of a scenario that an answer means. */
export interface WhatIfGesture {
  /** In the order in which they fit. */
  readonly edits: Edit[];
  /** Slot of the document for each of the engine's afterwards. */
  readonly liveNow: readonly number[];
  readonly added: readonly number[];
  readonly gone: readonly number[];
  /** What ends with what is dissolved, by name. */
  readonly ended: readonly string[];
}

/** A share that is none: shares have to be above 0, also of a slot whose territory is gone. */
const NOTHING = 1e-12;

/** Says an answer of the engine as edits of one gesture. */
export function gestureOf(ground: GestureGround): WhatIfGesture {
  const { doc, live, answer } = ground;
  const added = answer.added.map((_, i) => doc.territories.length + i);
  const liveNow: number[] = Array.from({ length: answer.k });
  answer.slotNow.forEach((now, before) => { if (now >= 0) liveNow[now] = live[before]; });
  answer.added.forEach((now, i) => (liveNow[now] = added[i]));
  const gone = live.filter((_, before) => answer.slotNow[before] < 0);
  const target = Uint16Array.from(answer.slots, (slot) => liveNow[slot] ?? slot);
  const { edits: endings, ended } = endingsOf(ground, gone);
  const assign = assignEdit(doc, target);
  return {
    liveNow, added, gone, ended,
    edits: [
      ...newTerritories(ground, added).map((territory, i): Edit => ({ type: 'territory', slot: added[i], from: null, to: territory })),
      ...goalEdits(ground, liveNow, added.length),
      ...endings,
      ...(assign === null ? [] : [assign.type === 'assign' ? { ...assign, by: 'whatif' as const } : assign]),
      ...gone.map((slot): Edit => ({ type: 'territory', slot, from: doc.territories[slot] as Territory, to: null })),
      ...reachEdits(ground),
    ],
  };
}

function newTerritories({ doc, live, playbooks, answer, question }: GestureGround, added: readonly number[]): Territory[] {
  const taken = new Set(doc.territories.flatMap((territory) => (territory === null ? [] : [territory.id])));
  const hired = playbooks.filter((playbook) => playbook.kind === 'hire');
  const splits = question.steps.flatMap((step) => (step.type === 'split' ? [live[step.slot]] : []));
  return added.map((at, i) => {
    let number = at + 1;
    while (taken.has(idOf(number))) number++;
    const id = idOf(number);
    taken.add(id);
    const isPart = answer.homes[i] === -1;
    // Parts come before those who are hired.
    const origin = isPart ? splits[i] : doc.slots[answer.homes[i]];
    const person = isPart ? null : (hired[i - splits.length]?.name ?? null);
    const parent = doc.territories[origin]?.parent ?? null;
    return { id, name: id, colour: null, person, parent, level: 0 };
  });
}

function idOf(number: number): string {
  return `T${String(number).padStart(2, '0')}`;
}

function goalEdits({ doc, answer, keys, tolerance }: GestureGround, liveNow: readonly number[], added: number): Edit[] {
  return keys.flatMap((key, m): Edit[] => {
    const from = doc.goals.get(key) as GoalDoc | undefined;
    if (from === undefined) return [];
    const shares = answer.shares[m];
    const equal = shares.every((share) => Math.abs(share - 1 / shares.length) < 1e-12);
    const to: GoalDoc = { ...from, share: equal && from.share === null ? null : spread(shares, liveNow, doc.territories.length + added), tolerance: tolerance ?? from.tolerance };
    const same = to.tolerance === from.tolerance && (to.share === null ? from.share === null : from.share !== null && to.share.length === from.share.length && to.share.every((share, slot) => Math.abs(share - from.share![slot]) < 1e-12));
    return same ? [] : [{ type: 'goal', measure: key, from, to }];
  });
}

/** One share per slot of the document, those that hold no ground next to nothing. */
function spread(shares: Float64Array, liveNow: readonly number[], slots: number): number[] {
  const all = new Array<number>(slots).fill(NOTHING);
  liveNow.forEach((slot, now) => (all[slot] = Math.max(shares[now], NOTHING)));
  const sum = all.reduce((total, share) => total + share, 0);
  return all.map((share) => share / sum);
}

/** Holds, exceptions and constraints that speak of a territory that is dissolved. */
function endingsOf({ doc, unitOf }: GestureGround, gone: readonly number[]): { edits: Edit[]; ended: string[] } {
  if (gone.length === 0) return { edits: [], ended: [] };
  const isGone = new Set(gone);
  const edits: Edit[] = [];
  const ended: string[] = [];
  for (const [subject, hold] of doc.holds) {
    const account = heldAccount(subject);
    const unit = account === null ? Number(subject.slice('unit '.length)) : unitOf.get(account);
    if (unit === undefined || !isGone.has(doc.slots[unit])) continue;
    edits.push({ type: 'hold', subject, from: hold, to: null });
    ended.push(`hold of ${subject}: ${hold.reason}`);
  }
  for (const [account, named] of doc.named) {
    if (!isGone.has(named.slot)) continue;
    edits.push({ type: 'named', account, from: named, to: null });
    ended.push(`exception of account ${account}: ${named.reason}`);
  }
  for (const [id, constraint] of doc.constraints as ReadonlyMap<string, ScenarioConstraint>) {
    const slot = 'slot' in constraint ? constraint.slot : constraint.type === 'budget' ? constraint.from : null;
    if (slot === null || !isGone.has(slot)) continue;
    edits.push({ type: 'constraint', id, from: constraint, to: null });
    ended.push(`constraint ${constraint.type} of ${doc.territories[slot]!.name}`);
  }
  return { edits, ended };
}

/** A reach stays with its territory: later designs keep to it. */
function reachEdits({ doc, live, question }: GestureGround): Edit[] {
  const homes = question.steps.flatMap((step) => (step.type === 'reach' ? step.homes : []));
  return homes.flatMap(({ slot: own, lng, lat, reachKm }): Edit[] => {
    const slot = live[own];
    const known = [...(doc.constraints as ReadonlyMap<string, ScenarioConstraint>)].find(([, constraint]) => constraint.type === 'home' && constraint.slot === slot);
    const from = known?.[1] ?? null;
    const centreKm = from?.type === 'home' ? from.centreKm : null;
    return [{ type: 'constraint', id: known?.[0] ?? `reach-${doc.territories[slot]!.id}`.slice(0, 120), from, to: { type: 'home', slot, lng, lat, centreKm, reachKm } }];
  });
}
