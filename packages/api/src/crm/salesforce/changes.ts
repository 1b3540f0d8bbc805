import type { SalesforceMap } from '../../../contract/crmMaps.ts';
import { csvLine } from '../../exports/csvLine.ts';
import type { CrmPlan } from '../crmPlan.ts';
import type { CrmChanges, CrmFile, CrmProblem, PresentRows } from '../step.ts';
import { plainText } from '../stepCsv.ts';
import { accountFieldSteps } from './accountFieldStep.ts';
import { accountSteps, userSteps } from './linkSteps.ts';
import { metadataPackage } from './metadata.ts';
import { salesforceNames } from './names.ts';
import { accounts, users } from './resolve.ts';
import { postalRules, type TerritoryRule } from './rules.ts';
import { territorySteps } from './territorySteps.ts';

/**
 * What has to be written so that Salesforce says what a plan says, in the order of writing. Without present rows these are
 * all rows; with them, what differs.
 */
export function salesforceChanges(plan: CrmPlan, map: SalesforceMap, present: PresentRows): CrmChanges {
  const names = salesforceNames(plan, map, present);
  const people = users(plan, map, present);
  const records = accounts(plan, map, present);
  const ground = territorySteps(plan, map, names, present);
  const rules = postalRules(plan, map, names, records, present);
  const links = accountSteps(plan, map, names, records, present);
  const steps = [...ground.steps, ...userSteps(plan, map, names, people, present), ...rules.steps, ...links.steps, ...accountFieldSteps(plan, map, people, records, present)];
  const unassigned = plan.accounts.filter(({ territory }) => territory === null).map(({ id }): CrmProblem => ({ code: 'account.unassigned', subject: id, detail: `${id} has no territory in the plan.`, stops: false }));
  return {
    steps: steps.filter(({ rows }) => rows.length > 0),
    problems: [...people.problems, ...records.problems, ...unassigned, ...ground.problems, ...rules.problems, ...links.problems],
    extras: [...ruleFiles(rules.rules, names.model.developerName), ...(map.rules === null ? [] : metadataPackage(plan, map, names, rules.rules))],
  };
}

/** The same rules as tables, for who makes them by hand: a rule first without its filter, then its items, then the filter. */
function ruleFiles(rules: readonly TerritoryRule[], model: string): CrmFile[] {
  if (rules.length === 0) return [];
  return [
    { name: '07-rule.csv', text: [['DeveloperName', 'MasterLabel', 'IsActive', 'ObjectType', 'Territory2Model.DeveloperName'], ...rules.map(({ developerName, label }) => [developerName, plainText(label), 'false', 'Account', model])].map(csvLine).join('') },
    { name: '07-rule-item.csv', text: [['Rule.DeveloperName', 'SortOrder', 'Field', 'Operation', 'Value'], ...rules.flatMap(({ developerName, items }) => items.map(({ field, operation, value }, i) => [developerName, String(i + 1), field, operation, value]))].map(csvLine).join('') },
    { name: '07-rule-filter.csv', text: [['DeveloperName', 'BooleanFilter', 'IsActive'], ...rules.map(({ developerName, booleanFilter }) => [developerName, booleanFilter, 'true'])].map(csvLine).join('') },
  ];
}
