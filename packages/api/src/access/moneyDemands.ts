import { sql } from 'kysely';
import type { Executor } from '../db/db.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';

/**
 * Measures that are money somewhere in the organisation, for somebody from whom it is hidden; none for others. A name that is money in one
 * plan is taken for money in all.
 */
export async function moneyMeasures(db: Executor, { moneyHidden, workspaceId }: Pick<Actor, 'moneyHidden' | 'workspaceId'>): Promise<ReadonlySet<string>> {
  if (!moneyHidden) return new Set();
  const { rows } = await sql<{ key: string }>`select distinct m ->> 'key' as key from unit_sets, jsonb_array_elements(meta -> 'measures') m where workspace_id = ${workspaceId} and m ->> 'unit' = 'currency'`.execute(db);
  return new Set(rows.map(({ key }) => key));
}

/**
 * An answer without goals and bounds that are made of money, wherever they stand in it: what was or is to be one of them is nothing, a list
 * is without them. Whoever is shown the answer finds a document in which there are none, with edits that do nothing to it.
 *
 * @param money measures that are money
 */
export function withoutMoneyDemands<T>(answer: T, money: ReadonlySet<string>): T {
  return money.size === 0 ? answer : (cleared(answer, money) as T);
}

/** A refusal without what it would tell of such demands. */
export function refusalWithoutMoney(error: unknown, money: ReadonlySet<string>): unknown {
  if (money.size === 0 || !(error instanceof AppError)) return error;
  const { expected, found, detail, value, ...facts } = error.facts;
  // Values of a document are quoted as JSON; a sentence may quote them too.
  const told = (text: string | undefined): string | undefined => (text?.includes('{') ? undefined : text);
  return new AppError(error.code, { ...facts, ...given('expected', told(expected)), ...given('found', told(found)), ...given('detail', told(detail)), ...given('value', cleared(value, money)) });
}

function given<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}

function cleared(value: unknown, money: ReadonlySet<string>): unknown {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  if (isMoney(value, money)) return null;
  if (Array.isArray(value)) {
    if (typeof value[0] === 'number') return value;
    return value.filter((one) => !isMoney(one, money) && !isMoney((one as { constraint?: unknown } | null)?.constraint, money)).map((one: unknown) => cleared(one, money));
  }
  // Why nothing can be designed is said in figures.
  if ('code' in value && value.code === 'solve.impossible' && 'message' in value) return { ...value, message: '' };
  // Dates and streams are no documents.
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cleared(inner, money)]));
}

/** A goal, a bound or a budget of a measure that is money. */
function isMoney(value: unknown, money: ReadonlySet<string>): boolean {
  if (typeof value !== 'object' || value === null || !('measure' in value) || !money.has(String(value.measure))) return false;
  const { type } = value as { type?: unknown };
  if (type === 'goal') return false;
  return type === 'capacity' || type === 'budget' || ('share' in value && 'tolerance' in value);
}
