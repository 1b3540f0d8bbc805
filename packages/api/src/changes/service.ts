import type { z } from 'zod';
import type { AccountChange, AccountChanges, AccountChangesQuery, AccountsKept, ChangeDecision, Consequence, DecideChanges, DecisionMade, KeepAccounts } from '../../contract/changes.ts';
import { decidedInside, can } from '../access/can.ts';
import { linesOf } from '../access/lines.ts';
import { refusal } from '../access/refusal.ts';
import { shownMeasures } from '../access/money.ts';
import { namesOf } from '../auth/names.ts';
import type { Db } from '../db/db.ts';
import type { EnginePool } from '../engine/pool.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { People } from '../people/service.ts';
import type { History } from '../scenarios/history.ts';
import type { Provenance } from '../scenarios/provenance.ts';
import type { OpenScenario, Scenarios } from '../scenarios/service.ts';
import type { TimelineRoom } from '../timeline/service.ts';
import { today } from '../timeline/today.ts';
import type { UnitSets } from '../units/service.ts';
import { causesOf } from './causes.ts';
import { changesCsv } from './changesCsv.ts';
import { giveAccounts } from './giveAccounts.ts';
import { groupsOf } from './groups.ts';
import { movesBetween, type AccountState, type Moves } from './moves.ts';
import * as store from './store.ts';

/** Who changes hands, why, and what people make of it. */
export interface Changes {
  list(actor: Actor, scenarioId: string, asked: Asked): Promise<AccountChanges>;
  file(actor: Actor, scenarioId: string, between: Between): Promise<{ filename: string; bytes: Iterable<string> }>;
  decide(actor: Actor, scenarioId: string, asked: DecideChanges): Promise<number>;
  keep(actor: Actor, scenarioId: string, asked: KeepAccounts): Promise<AccountsKept>;
  /** What leaving accounts where they are in what is in force would do; for whoever may not do it. */
  costOf(actor: Actor, scenarioId: string, accounts: readonly string[], reason: string): Promise<Consequence>;
  /** Puts down what was made of a change elsewhere. */
  note(actor: Actor, scenarioId: string, change: AccountChange, territories: AccountChanges['territories'], decision: ChangeDecision, note: string): Promise<void>;
}

type Asked = z.output<typeof AccountChangesQuery>;
type Between = Pick<Asked, 'base' | 'baseSeq' | 'seq'>;

interface Deps {
  readonly db: Db;
  readonly scenarios: Scenarios;
  readonly history: History;
  readonly provenance: Provenance;
  readonly timeline: TimelineRoom;
  readonly units: UnitSets;
  readonly people: Pick<People, 'covers'>;
  readonly pool: EnginePool;
}

/** Two states with what lies between them; they never change, so it is kept. */
interface Compared extends Moves {
  readonly base: OpenScenario;
  readonly after: OpenScenario;
  readonly inForce: boolean;
  readonly causes: AccountChanges['causes'];
  readonly causeOf: Uint32Array;
}

const KEPT = 8;

export function changes({ db, scenarios, history, provenance, timeline, units, people, pool }: Deps): Changes {
  const known = new Map<string, Promise<Compared>>();

  async function stateOf(workspaceId: string, { row, state }: OpenScenario): Promise<AccountState> {
    return { doc: state.doc, accounts: await units.allAccounts(workspaceId, row.unit_set_id) };
  }

  async function workOut(workspaceId: string, base: OpenScenario, after: OpenScenario, inForce: boolean): Promise<Compared> {
    const [one, other] = [await stateOf(workspaceId, base), await stateOf(workspaceId, after)];
    const parted = await history.parting(db, workspaceId, base.row, after.row, after.state.seq);
    const common = parted && (await scenarios.open(workspaceId, parted.row.id, Math.min(parted.seq, parted.row.id === base.row.id ? base.state.seq : Infinity)));
    const found = movesBetween(one, other, common && (await stateOf(workspaceId, common)), today());
    const { causes, of } = await causesOf(provenance, workspaceId, { open: base, accounts: one.accounts }, { open: after, accounts: other.accounts }, found.moves);
    return { ...found, base, after, inForce, causes, causeOf: of };
  }

  /** @throws AppError `changes.base`, `scenario.unknown` */
  async function compared(workspaceId: string, scenarioId: string, { base, baseSeq, seq }: Between): Promise<Compared> {
    const after = await scenarios.open(workspaceId, scenarioId, seq);
    const { activation } = base === undefined ? await timeline.on(workspaceId, after.row.plan_id) : { activation: null };
    if (base === undefined && activation === null) throw new AppError('changes.base', { where: 'query.base', expected: 'the id of a scenario of this plan', repair: 'Name a scenario to compare with, or bring one into force.' });
    const before = await scenarios.open(workspaceId, base ?? activation!.scenarioId, base === undefined ? activation!.seq : baseSeq);
    if (before.row.plan_id !== after.row.plan_id) throw new AppError('scenario.unknown', { where: 'query.base', expected: 'a scenario of the same plan' });
    const key = [workspaceId, before.row.id, before.state.seq, after.row.id, after.state.seq, base === undefined, today()].join(' ');
    const found = known.get(key) ?? workOut(workspaceId, before, after, base === undefined);
    known.delete(key);
    known.set(key, found);
    found.catch(() => known.delete(key));
    for (const oldest of known.keys()) {
      if (known.size <= KEPT) break;
      known.delete(oldest);
    }
    return found;
  }

  /** The first day on which a scenario counts: from now on, else since it did last. */
  async function effectiveOf(actor: Actor, { plan_id: planId, id }: OpenScenario['row']): Promise<string | null> {
    const days = (await timeline.read(actor, planId)).activations.filter(({ scenarioId, withdrawn }) => scenarioId === id && withdrawn === null).map(({ from }) => from).sort();
    return days.find((day) => day >= today()) ?? days.at(-1) ?? null;
  }

  /** The whole list, in the order of who loses and who gains. */
  async function whole(actor: Actor, scenarioId: string, between: Between) {
    const { workspaceId } = actor;
    const at = await compared(workspaceId, scenarioId, between);
    const { base, after, territories } = at;
    const effective = await effectiveOf(actor, after.row);
    const [accounts, { units: set }, tenure, open, said, { covers }] = await Promise.all([
      units.allAccounts(workspaceId, after.row.unit_set_id), units.load(workspaceId, after.row.unit_set_id), timeline.tenureDays(workspaceId, after.row.plan_id),
      store.opportunitiesOf(db, workspaceId, after.row.plan_id), store.lastSaid(db, workspaceId, after.row.id), people.covers(actor, after.row.plan_id, effective ?? today()),
    ]);
    const nameOf = await namesOf(db, [...said.values()].map(({ actor: id }) => id));
    const shown = shownMeasures(actor, set.measures);
    const measured = tenure !== null && tenure.length === after.state.doc.slots.length;
    const coveredBy = new Map(covers.filter(({ role }) => role === 'owner').map(({ territory, person, name }) => [territory, name ?? person]));
    const idOf = (index: number): string | null => territories[index]?.id ?? null;
    const made = ({ decision, note, until, actor: by, at: when, from, to }: store.Said, now: { from: string | null; to: string | null } | null): DecisionMade =>
      ({ decision, note, until, actor: { id: by, name: nameOf(by) }, at: when.toISOString(), stale: now !== null && (from !== now.from || to !== now.to) });
    const rows = at.moves.map((move, i): AccountChange => {
      const { position, from, to } = move;
      const id = accounts.ids[position];
      const last = said.get(id);
      return {
        account: { id, name: accounts.names[position] }, unit: accounts.units[position], place: { lng: accounts.lngLat[2 * position], lat: accounts.lngLat[2 * position + 1] },
        values: shown.map((m) => accounts.values[m][position]), from, to, cause: at.causeOf[i],
        tenureDays: measured ? tenure[accounts.units[position]] : null, opportunities: open.get(id) ?? null,
        decision: last === undefined || last.decision === 'open' ? null : made(last, { from: idOf(from), to: idOf(to) }),
      };
    });
    const name = (index: number): string => (index < 0 ? '' : territories[index].name);
    rows.sort((a, b) => compare(name(a.from), name(b.from)) || compare(name(a.to), name(b.to)) || (b.values[0] ?? 0) - (a.values[0] ?? 0) || compare(a.account.id, b.account.id));
    const moving = new Set(rows.map(({ account }) => account.id));
    const position = new Map(said.size === 0 ? [] : accounts.ids.map((id, a) => [id, a]));
    const kept = [...said.values()].filter(({ account, decision }) => decision === 'keep' && !moving.has(account) && position.has(account))
      .map((one) => ({ account: { id: one.account, name: accounts.names[position.get(one.account)!] }, decision: made(one, null) }));
    return {
      at, rows, kept, effective,
      measures: shown.map((m) => ({ key: set.measures[m].key, unit: set.measures[m].unit })),
      territories: territories.map((territory) => ({ ...territory, person: coveredBy.get(territory.id) ?? personOf(territory.slotAfter, after) ?? personOf(territory.slotBefore, base) })),
      of: { accounts: accounts.ids.length, sums: shown.map((m) => accounts.values[m].reduce((sum, value) => sum + value, 0)) },
      hasOpportunities: open.size > 0, hasTenure: measured,
    };
  }

  /** Accounts that change hands with the slots that have them in the base. @throws AppError `changes.moved` */
  async function homesOf(actor: Actor, scenarioId: string, between: Between, accounts: readonly string[]) {
    const { at, rows } = await whole(actor, scenarioId, between);
    const { territories } = at;
    const moving = new Map(rows.map((row) => [row.account.id, row]));
    const wanted = accounts.map((id, i) => {
      const row = moving.get(id);
      const slot = row && (territories[row.from]?.slotAfter ?? null);
      if (row === undefined || slot === undefined || slot === null) throw new AppError('changes.moved', { where: `body.accounts.${i}`, expected: row === undefined ? 'an account that changes hands' : 'an account whose territory is still there', found: id, repair: 'Load the list of changes again.' });
      return { id, slot, row };
    });
    return { at, wanted };
  }

  return {
    async list(actor, scenarioId, asked) {
      const { at, rows, kept, effective, measures, territories, of, hasOpportunities, hasTenure } = await whole(actor, scenarioId, asked);
      const decided = Object.fromEntries((['open', 'accept', 'keep', 'defer', 'challenge'] as const).map((one) => [one, 0])) as Record<ChangeDecision, number>;
      for (const row of rows) decided[decisionOf(row)]++;
      decided.keep += kept.length;
      const { groups, isOf } = groupsOf(rows, territories, actor.veil === undefined ? asked.by : 'territory', measures.length);
      const wanted = asked.search?.toLowerCase() ?? '';
      const found = rows.filter((row) =>
        (asked.of === undefined || isOf(row, asked.of)) && (asked.decision === undefined || decisionOf(row) === asked.decision)
        && (wanted === '' || row.account.name.toLowerCase().includes(wanted) || row.account.id.toLowerCase().includes(wanted)));
      return {
        base: { ...stateNamed(at.base), inForce: at.inForce }, scenario: stateNamed(at.after), effective, measures, territories, causes: at.causes,
        moved: { accounts: rows.length, sums: measures.map((_, m) => rows.reduce((sum, { values }) => sum + values[m], 0)) }, of,
        added: at.added, gone: at.gone, decided, groups, known: { opportunities: hasOpportunities, tenure: hasTenure },
        found: found.length, offset: asked.offset, changes: found.slice(asked.offset, asked.offset + asked.limit), kept,
      };
    },
    async file(actor, scenarioId, between) {
      const { at, rows, effective, measures, territories, hasOpportunities } = await whole(actor, scenarioId, between);
      const sheet = { rows, measures, territories, causes: at.causes, effective, hasOpportunities };
      return { filename: 'changes.csv', bytes: changesCsv(actor.veil === undefined ? sheet : actor.veil.answer(sheet)) };
    },
    async decide(actor, scenarioId, asked) {
      const { at: { after }, rows, territories } = await whole(actor, scenarioId, asked);
      const moving = new Map(rows.map((row) => [row.account.id, row]));
      const wanted = asked.accounts.map((id) => moving.get(id));
      const missing = wanted.findIndex((row) => row === undefined);
      if (missing >= 0) throw new AppError('changes.moved', { where: `body.accounts.${missing}`, expected: 'an account that changes hands', found: asked.accounts[missing], repair: 'Load the list of changes again.' });
      if (decidedInside(actor, 'scenario.edit')) {
        // Who answers for a branch has a say in what leaves or reaches it.
        const lineOf = (index: number, side: 'slotBefore' | 'slotAfter'): string[] => {
          const slot = territories[index]?.[side] ?? territories[index]?.slotAfter ?? null;
          return slot === null ? [] : linesOf(after.state.doc, [{ type: 'lock', slot, from: false, to: true }])[0];
        };
        const mine = (row: AccountChange): boolean => [lineOf(row.from, 'slotBefore'), lineOf(row.to, 'slotAfter')].some((line) => can(actor, 'scenario.edit', { kind: 'scenario', lines: [line] }));
        if (!wanted.every((row) => mine(row!))) throw refusal(actor, 'scenario.edit');
      }
      const { decision, note = null, until = null } = asked;
      await store.say(db, actor.workspaceId, after.row.id, actor.id, { decision, note: note || null, until: decision === 'defer' ? until : null }, wanted.map((row) => ({ account: row!.account.id, from: territories[row!.from]?.id ?? null, to: territories[row!.to]?.id ?? null })));
      return wanted.length;
    },
    async costOf(actor, scenarioId, accounts, reason) {
      const { at: { after }, wanted } = await homesOf(actor, scenarioId, {}, accounts);
      return (await giveAccounts({ units, pool }, actor.workspaceId, after, wanted, { reason, owner: actor.name || actor.id, expires: null })).consequence;
    },
    async note(actor, scenarioId, { account, from, to }, territories, decision, text) {
      await store.say(db, actor.workspaceId, scenarioId, actor.id, { decision, note: text, until: null }, [{ account: account.id, from: territories[from]?.id ?? null, to: territories[to]?.id ?? null }]);
    },
    async keep(actor, scenarioId, { accounts, reason, expires = null, dryRun, ...between }) {
      const { at: { after, territories }, wanted } = await homesOf(actor, scenarioId, between, accounts);
      const { edits, consequence } = await giveAccounts({ units, pool }, actor.workspaceId, after, wanted, { reason, owner: actor.name || actor.id, expires });
      if (dryRun) return { committed: false, seq: after.state.seq, consequence };
      const names = wanted.map(({ row }) => row.account.name);
      const text = `kept ${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}: ${reason}`;
      const { seq } = await scenarios.append(actor, scenarioId, after.state.seq, edits, { kind: 'whatif', text: text.slice(0, 500) });
      await store.say(db, actor.workspaceId, scenarioId, actor.id, { decision: 'keep', note: reason, until: expires }, wanted.map(({ id, row }) => ({ account: id, from: territories[row.from].id, to: territories[row.to]?.id ?? null })));
      return { committed: true, seq, consequence };
    },
  };
}

function stateNamed({ row, state }: OpenScenario): { scenarioId: string; name: string; seq: number } {
  return { scenarioId: row.id, name: row.name, seq: state.seq };
}

function personOf(slot: number | null, { state }: OpenScenario): string | null {
  return slot === null ? null : (state.doc.territories[slot]?.person ?? null);
}

/** What counts as decided: a word about another move does not. */
function decisionOf({ decision }: AccountChange): ChangeDecision {
  return decision === null || decision.stale ? 'open' : decision.decision;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
