import type { SalesforceMap } from '../../../contract/crmMaps.ts';
import type { CrmPlan } from '../crmPlan.ts';
import { developerName } from '../developerName.ts';
import { postalConditions, postalCrosswalk } from '../postalCrosswalk.ts';
import { byColumn, type CrmProblem, type CrmRow, type CrmStep, type PresentRows } from '../step.ts';
import type { SalesforceNames } from './names.ts';
import { sameRecord, type accounts } from './resolve.ts';
import { deleted } from './linkSteps.ts';

/** An assignment rule of a territory. */
export interface TerritoryRule {
  readonly territory: string;
  readonly developerName: string;
  readonly label: string;
  readonly booleanFilter: string;
  readonly items: readonly { readonly field: string; readonly operation: 'equals' | 'startsWith'; readonly value: string }[];
}

/** Rules of a territory that Salesforce bears, lines of a rule, and characters of a value. */
const MOST_RULES = 15;
const MOST_ITEMS = 10;
const LONGEST_VALUE = 1000;
/** By it our own exclusions are known again. */
const NOTE = 'Hexalign: split postal code';

export interface PostalRules {
  readonly rules: readonly TerritoryRule[];
  readonly steps: readonly CrmStep[];
  readonly problems: readonly CrmProblem[];
}

/**
 * Rules by postal code, for accounts that come later: each code belongs to the territory that has most of its accounts, and accounts
 * that a code would give to another one than the plan does are excluded there. A territory that would need too many rules has none,
 * and keeps its accounts by their links alone.
 */
export function postalRules(plan: CrmPlan, map: SalesforceMap, names: SalesforceNames, records: ReturnType<typeof accounts>, present: PresentRows): PostalRules {
  if (map.rules === null) return { rules: [], steps: [], problems: [] };
  const { postalField, countryField, country } = map.rules;
  const there = byColumn(present.Account, 'Id');
  const placed = plan.accounts.flatMap(({ id, territory }) => {
    const code = postalOf(there.get(records.valueOf.get(id) ?? '')?.[postalField] ?? '');
    return territory === null || code === null ? [] : [{ id, code, territory }];
  });
  const { codes, excluded } = postalCrosswalk(plan.postal, placed);
  const known = [...codes.values()].flat();
  const rules: TerritoryRule[] = [];
  const problems: CrmProblem[] = [];
  const ruled = new Set<string>();
  for (const { id, name, level } of plan.territories) {
    if (level !== 0 || !codes.has(id)) continue;
    const conditions = postalConditions(codes.get(id)!, known, LONGEST_VALUE);
    const perRule = MOST_ITEMS - (countryField === null ? 0 : 1);
    const needed = Math.ceil(conditions.length / perRule);
    if (needed > MOST_RULES) {
      problems.push({ code: 'rules.too_many', subject: id, detail: `${name} would need ${needed} rules for its ${codes.get(id)!.length} postal codes, and ${MOST_RULES} are borne: it has none, and its accounts are linked one by one.`, stops: false });
      continue;
    }
    ruled.add(id);
    for (let r = 0; r < needed; r++) {
      const own = conditions.slice(r * perRule, (r + 1) * perRule);
      const items = [...own.map(({ operation, value }) => ({ field: `Account.${postalField}`, operation, value })), ...(countryField === null ? [] : [{ field: `Account.${countryField}`, operation: 'equals' as const, value: country }])];
      const anyCode = own.map((_, i) => i + 1).join(' OR ');
      rules.push({
        territory: id, developerName: developerName(`${names.developerNameOf(id).slice(0, 70)} R${r + 1}`), label: `${name.slice(0, 60)} ${r + 1}`, items,
        booleanFilter: countryField === null ? anyCode : `${own.length > 1 ? `(${anyCode})` : anyCode} AND ${own.length + 1}`,
      });
    }
  }
  return { rules, problems, steps: exclusionSteps(plan, map, names, records, excluded.filter(({ territory }) => ruled.has(territory)), present) };
}

function exclusionSteps(plan: CrmPlan, { keyField }: SalesforceMap, names: SalesforceNames, records: ReturnType<typeof accounts>, excluded: readonly { readonly account: string; readonly territory: string }[], present: PresentRows): CrmStep[] {
  const territoryColumn = `Territory2.${keyField}`;
  const wanted = new Map<string, Record<string, string>>();
  for (const { account, territory } of excluded) {
    const record = records.valueOf.get(account);
    if (record !== undefined) wanted.set(`${sameRecord(record)} ${names.keyOf(territory)}`, { [records.column]: record, [territoryColumn]: names.keyOf(territory), Note: NOTE });
  }
  const keyOf = new Map((present.Territory2 ?? []).filter((row) => (row[keyField] ?? '').startsWith(`${plan.stamp.planId}:`)).map((row) => [sameRecord(row.Id), row[keyField]]));
  const gone: CrmRow[] = [];
  for (const row of present.Territory2ObjectExclusion ?? []) {
    const key = keyOf.get(sameRecord(row.Territory2Id));
    if (key === undefined || wanted.delete(`${sameRecord(row.ObjectId)} ${key}`) || row.Note !== NOTE) continue;
    gone.push(deleted(row, ['ObjectId', 'Territory2Id', 'Note']));
  }
  const table = 'Territory2ObjectExclusion';
  return [
    { name: '06-exclusion-insert', table, idColumn: 'Id', operation: 'insert', key: null, columns: [records.column, territoryColumn, 'Note'], prose: ['Note'], rows: [...wanted.values()].map((values) => ({ values, id: null, before: null })) },
    { name: '06-exclusion-delete', table, idColumn: 'Id', operation: 'delete', key: null, columns: ['Id'], prose: [], rows: gone },
  ];
}

/** The code that a rule compares with: a US ZIP+4 by its first five digits. */
function postalOf(text: string): string | null {
  const code = text.trim().toUpperCase();
  if (code === '') return null;
  return /^\d{5}-\d{4}$/.test(code) ? code.slice(0, 5) : code;
}
