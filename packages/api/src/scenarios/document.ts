import { applyEdit, copyDoc, EngineError, emptyDoc, type ScenarioDoc, type ScenarioGoal, type Territory } from '@hexalign/engine';
import type { Edit, GoalDoc } from '../../contract/scenarios.ts';
import { AppError } from '../http/appError.ts';

/** A scenario at one point of its history. Never changed in place, so that everybody may hold on to it: an edit makes another one. */
export interface ScenarioState {
  readonly seq: number;
  readonly doc: ScenarioDoc;
}

/** A document without its slots, as JSON. */
export interface StoredDoc {
  readonly territories: readonly (Territory | null)[];
  readonly locks: readonly number[];
  readonly goals: readonly ScenarioGoal[];
}

const MOST_TERRITORIES = 5000;

/** The first state of a scenario. */
export function firstState(fingerprint: string, slots: Uint16Array<ArrayBuffer>, stored: StoredDoc, seq = 0): ScenarioState {
  const doc = emptyDoc(fingerprint, 0);
  return {
    seq,
    doc: { ...doc, slots, territories: [...stored.territories], locks: new Set(stored.locks), goals: new Map(stored.goals.map((goal) => [goal.measure, goal])) },
  };
}

export function storedDoc({ territories, locks, goals }: ScenarioDoc): { territories: (Territory | null)[]; locks: number[]; goals: GoalDoc[] } {
  return { territories: [...territories], locks: [...locks].sort((a, b) => a - b), goals: [...goals.values()].map((goal) => ({ ...goal, share: goal.share && [...goal.share] })) };
}

/**
 * The state after some edits, numbered on.
 *
 * @throws AppError `edit.invalid` naming the edit and what does not fit
 */
export function applyEdits({ seq, doc }: ScenarioState, edits: readonly Edit[]): ScenarioState {
  const next = copyDoc(doc);
  edits.forEach((edit, i) => {
    checkMore(next, edit, `edits.${i}`);
    try {
      applyEdit(next, edit);
    } catch (error) {
      throw error instanceof EngineError ? refused(error, `edits.${i}`) : error;
    }
  });
  return { seq: seq + edits.length, doc: next };
}

/** What the engine leaves to its hosts: which measures there are, and how far a document may grow. */
function checkMore(doc: ScenarioDoc, edit: Edit, where: string): void {
  if (edit.type === 'territory' && edit.slot >= MOST_TERRITORIES) throw new AppError('edit.invalid', { where: `${where}.slot`, expected: `at most ${MOST_TERRITORIES} territories`, found: String(edit.slot) });
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
  const locked = expected === 'territories that are not locked';
  return new AppError('edit.invalid', { where: `${edit}.${where}`, expected: words(expected), found: words(found), ...(locked ? { repair: 'Unlock the territory first.' } : {}) });
}
