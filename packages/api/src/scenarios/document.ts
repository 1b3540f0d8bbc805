import { applyEdit, copyDoc, EngineError, emptyDoc, type Hold, type Named, type ScenarioConstraint, type ScenarioDoc, type ScenarioGoal, type Territory, type Weights } from '@hexalign/engine';
import type { Edit, GoalDoc, Scenario } from '../../contract/scenarios.ts';
import { AppError } from '../http/appError.ts';

/** A scenario at one point of its history. Never changed in place, so that everybody may hold on to it: an edit makes another one. */
export interface ScenarioState {
  readonly seq: number;
  readonly doc: ScenarioDoc;
  /** n seqs: the entry that gave each unit its slot; 0 = it began with it. */
  readonly since: Uint32Array<ArrayBuffer>;
}

/** A document without its slots, as JSON; what a document begins without may be left out. */
export interface StoredDoc {
  readonly territories: readonly (Territory | null)[];
  readonly locks: readonly number[];
  readonly goals: readonly ScenarioGoal[];
  readonly holds?: readonly { readonly subject: string; readonly hold: Hold }[];
  readonly named?: readonly { readonly account: string; readonly named: Named }[];
  readonly constraints?: readonly { readonly id: string; readonly constraint: ScenarioConstraint }[];
  readonly weights?: Weights;
  /** The units, where measures were summed anew since the scenario began. */
  readonly units?: { readonly id: string; readonly fingerprint: string };
}

const MOST_TERRITORIES = 5000;
const MOST_CONSTRAINTS = 10_000;

/** The first state of a scenario, or one that was stored. */
export function firstState(fingerprint: string, slots: Uint16Array<ArrayBuffer>, stored: StoredDoc, seq = 0, since = new Uint32Array(slots.length)): ScenarioState {
  const doc = emptyDoc(fingerprint, 0);
  const { territories, locks, goals, holds = [], named = [], constraints = [], weights = doc.weights, units } = stored;
  return {
    seq, since,
    doc: {
      ...doc, ...(units ? { fingerprint: units.fingerprint, unitsId: units.id } : {}), slots, territories: [...territories], locks: new Set(locks), goals: new Map(goals.map((goal) => [goal.measure, goal])), weights,
      holds: new Map(holds.map(({ subject, hold }) => [subject, hold])),
      named: new Map(named.map(({ account, named: exception }) => [account, exception])),
      constraints: new Map(constraints.map(({ id, constraint }) => [id, constraint])),
    },
  };
}

/** A document as JSON, without its slots. */
export function storedDoc({ territories, locks, goals, holds, named, constraints, weights }: ScenarioDoc): Pick<Scenario, 'territories' | 'locks' | 'goals' | 'holds' | 'named' | 'constraints' | 'weights'> {
  return {
    territories: [...territories],
    locks: [...locks].sort((a, b) => a - b),
    goals: [...goals.values()].map((goal): GoalDoc => ({ ...goal, share: goal.share && [...goal.share] })),
    holds: [...holds].map(([subject, hold]) => ({ subject, hold })),
    named: [...named].map(([account, exception]) => ({ account, named: exception })),
    constraints: [...constraints].map(([id, constraint]) => ({ id, constraint: constraint as Scenario['constraints'][number]['constraint'] })),
    weights,
  };
}

/**
 * The state after some edits, numbered on.
 *
 * @throws AppError `edit.invalid` naming the edit and what does not fit
 */
export function applyEdits({ seq, doc, since: before }: ScenarioState, edits: readonly Edit[]): ScenarioState {
  const next = copyDoc(doc);
  let since = before.slice();
  edits.forEach((edit, i) => {
    checkMore(next, edit, `edits.${i}`);
    try {
      applyEdit(next, edit);
      if (edit.type === 'assign') for (const unit of edit.patch.units) since[unit] = seq + i + 1;
      if (edit.type === 'measures') since = resized(since, next.slots.length, seq + i + 1);
    } catch (error) {
      throw error instanceof EngineError ? refused(error, `edits.${i}`) : error;
    }
  });
  return { seq: seq + edits.length, doc: next, since };
}

/** New ground is nobody's, by the entry that brought it. */
function resized(since: Uint32Array<ArrayBuffer>, units: number, seq: number): Uint32Array<ArrayBuffer> {
  const other = new Uint32Array(units).fill(seq);
  other.set(since.subarray(0, units));
  return other;
}

/** What the engine leaves to its hosts: which measures there are, and how far a document may grow. */
function checkMore(doc: ScenarioDoc, edit: Edit, where: string): void {
  if (edit.type === 'territory' && edit.slot >= MOST_TERRITORIES) throw new AppError('edit.invalid', { where: `${where}.slot`, expected: `at most ${MOST_TERRITORIES} territories`, found: String(edit.slot) });
  if (edit.type === 'constraint' && edit.to !== null) {
    if (doc.constraints.size >= MOST_CONSTRAINTS && edit.from === null) throw new AppError('edit.invalid', { where, expected: `at most ${MOST_CONSTRAINTS} constraints`, found: String(doc.constraints.size + 1) });
    const measure = edit.to.type === 'capacity' || edit.to.type === 'budget' ? edit.to.measure : null;
    if (measure !== null && !doc.goals.has(measure)) throw new AppError('edit.invalid', { where: `${where}.to.measure`, expected: `one of ${[...doc.goals.keys()].join(', ')}`, found: measure });
  }
  if (edit.type !== 'goal') return;
  if (!doc.goals.has(edit.measure)) throw new AppError('edit.invalid', { where: `${where}.measure`, expected: `one of ${[...doc.goals.keys()].join(', ')}`, found: edit.measure });
  if (edit.to === null) throw new AppError('edit.invalid', { where: `${where}.to`, expected: `a goal for ${edit.measure}`, found: 'none' });
  const { share } = edit.to;
  if (share === null) return;
  const sum = share.reduce((total, part) => total + part, 0);
  if (share.length !== doc.territories.length || Math.abs(sum - 1) > 1e-9) {
    throw new AppError('edit.invalid', { where: `${where}.to.share`, expected: `${doc.territories.length} shares that sum to 1`, found: `${share.length} that sum to ${sum}` });
  }
}

function refused({ value }: EngineError, edit: string): AppError {
  const { where, expected, found } = value as { where: string; expected: unknown; found: unknown };
  const words = (what: unknown): string => (typeof what === 'string' ? what : JSON.stringify(what)).slice(0, 200);
  const repair = REPAIRS[String(expected)];
  return new AppError('edit.invalid', { where: `${edit}.${where}`, expected: words(expected), found: words(found), ...(repair === undefined ? {} : { repair }) });
}

/** What helps, by what was expected. */
const REPAIRS: Readonly<Record<string, string | undefined>> = {
  'territories that are not locked': 'Unlock the territory first.',
  'a unit that is not held': 'Lift the hold first.',
  'a territory without units': 'Move its units to others first.',
  'a territory with none below it': 'Put those below it elsewhere first.',
  'a territory that is not locked': 'Unlock the territory first.',
  'a territory without named accounts': 'Give its named accounts to others first.',
  'a territory without constraints of its own': 'Lift its constraints first.',
};
