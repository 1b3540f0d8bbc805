import type { ScenarioDoc } from '@hexalign/engine';
import type { DesignCheck, SolveAsked } from '../../contract/solving.ts';
import type { EnginePool } from '../engine/pool.ts';
import { applyEdits } from '../scenarios/document.ts';
import type { OpenScenario } from '../scenarios/service.ts';
import { heldAccount, holdsOn } from '../scenarios/standing.ts';
import { today } from '../timeline/today.ts';
import { withTowns } from '../units/nearTown.ts';
import type { UnitSets } from '../units/service.ts';
import { askedDemand } from './askedDemand.ts';
import { askedEdits } from './askedEdits.ts';
import { peopleLeftOut } from './withoutPeople.ts';
import { relaxationOf } from './relaxation.ts';

/** What a request would mean for a state: what may change, what is in force, whether it can be had, and if not, what would help. */
export async function designCheck(units: UnitSets, pool: EnginePool, workspaceId: string, open: OpenScenario, asked: SolveAsked): Promise<DesignCheck> {
  const edits = askedEdits(open.state.doc, asked);
  const state = edits.length === 0 ? open.state : applyEdits(open.state, edits);
  const { doc } = state;
  const scenario = await askedDemand(units, workspaceId, { row: open.row, state }, asked);
  const { live, demand, movable, accountsOf, budget, outside, standing, loaded } = scenario;
  const total = { units: movable.length, accounts: accountsOf.reduce((sum, count) => sum + count, 0) };
  const moving = { units: movable.reduce((sum, may) => sum + may, 0), accounts: accountsOf.reduce((sum, count, u) => sum + count * movable[u], 0) };
  const facts = { seq: open.state.seq, movable: moving, of: total, locks: [...doc.locks].filter((slot) => !outside.has(slot)).length, holds: standing.held.length, budget, peopleLeftOut: asked.peopleBlind ? peopleLeftOut({ constraints: doc.constraints, weights: { ...doc.weights, ...asked.weights } }) : null };
  if (live.length === 0) return { ...facts, possible: false, clash: ['There is no territory to fill.'], relaxation: null };
  if (moving.units === 0) return { ...facts, possible: false, clash: ['Nothing in this scope may change: all of it is locked or held, or there is none.'], relaxation: null };
  const { sentences, advice } = await pool.run('explain', { demand, names: live.map((slot) => doc.territories[slot]!.name) });
  const unitOf = advice?.cheapest.kind === 'constraint' && advice.cheapest.constraint.type === 'hold' ? await subjectsByUnit(units, workspaceId, open.row.unit_set_id, doc) : new Map<number, string[]>();
  const relaxation = advice && relaxationOf(advice, { asked, doc, scenario, holdsOn: (unit) => unitOf.get(unit) ?? [] });
  return { ...facts, possible: sentences.length === 0, clash: withTowns(sentences, loaded.graph), relaxation: relaxation && { ...relaxation, text: withTowns([relaxation.text], loaded.graph)[0] } };
}

/** Subjects of holds that stand today, by the unit that they keep in its place. */
async function subjectsByUnit(units: UnitSets, workspaceId: string, unitsId: string, doc: ScenarioDoc): Promise<Map<number, string[]>> {
  const found = new Map<number, string[]>();
  const subjects = [...doc.holds].flatMap(([subject, hold]) => (holdsOn(hold, today()) ? [subject] : []));
  const accounts = subjects.flatMap((subject) => heldAccount(subject) ?? []);
  const lines = new Map((await units.accountsById(workspaceId, unitsId, accounts)).map(({ external_id: id, unit }) => [id, unit]));
  for (const subject of subjects) {
    const account = heldAccount(subject);
    const unit = account === null ? Number(subject.slice('unit '.length)) : lines.get(account);
    if (unit !== undefined) found.set(unit, [...(found.get(unit) ?? []), subject]);
  }
  return found;
}
