import { InputError } from '../datasets/inputError.ts';
import { Findings } from './findings.ts';
import type { PlanDocument } from './planDocument.ts';
import { planDocument, planTable, planText } from './readPlan.ts';
import { readUnits } from './readUnits.ts';

/** What of a plan is compared: settings, and who has which unit and account. Nothing is recomputed. */
export interface PlanContent {
  readonly plan: PlanDocument;
  /** Territory by unit; empty for nobody. */
  readonly units: ReadonlyMap<string, string>;
  /** Territory and amounts by account, amounts in the order of the plan's measures; of units where the plan is of a graph. */
  readonly owned: ReadonlyMap<string, { readonly territory: string; readonly values: readonly number[] }>;
}

/** @throws InputError `plan.unreadable` */
export async function planContent(dir: string): Promise<PlanContent> {
  const findings = new Findings();
  const plan = planDocument(await planText(dir, 'plan.json'), findings);
  const rows = plan && (await readUnits(dir, plan, findings));
  const accounts = plan?.reading ? await readOwned(dir, plan, findings) : null;
  if (!plan || !rows || (plan.reading && !accounts)) throw new InputError({ code: 'plan.unreadable', where: dir, expected: 'a plan folder', found: findings.lines()[0] ?? 'something else', repair: 'Look at what hexalign verify says.' }, findings.lines());
  const territoryOf = (slot: number): string => plan.territories[slot]?.id ?? '';
  const units = new Map(rows.ids.map((id, u) => [id, territoryOf(rows.slots[u])]));
  return { plan, units, owned: accounts ?? new Map(rows.ids.map((id, u) => [id, { territory: territoryOf(rows.slots[u]), values: rows.values.map((values) => values[u]) }])) };
}

async function readOwned(dir: string, plan: PlanDocument, findings: Findings): Promise<PlanContent['owned'] | null> {
  const header = ['id', 'territory', 'unit', 'lng', 'lat', ...plan.measures.map(({ name }) => name)];
  const rows = await planTable(dir, 'accounts.csv', header, findings, true);
  if (!rows) return null;
  const owned = new Map<string, { territory: string; values: number[] }>();
  for await (const { fields } of rows) owned.set(fields[0], { territory: fields[1], values: fields.slice(5, header.length).map(Number) });
  return owned;
}
