import type { SalesforceMap } from '../../../contract/crmMaps.ts';
import type { CrmPlan } from '../crmPlan.ts';
import type { CrmFile } from '../step.ts';
import type { SalesforceNames } from './names.ts';
import type { TerritoryRule } from './rules.ts';

export const API_VERSION = '62.0';
const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

/**
 * A package for the Metadata API: rules can be bound to territories there and nowhere else. It holds the model, its types,
 * territories and rules, and is deployed once the other files are loaded.
 */
export function metadataPackage(plan: CrmPlan, map: SalesforceMap, names: SalesforceNames, rules: readonly TerritoryRule[]): CrmFile[] {
  const model = names.model.developerName;
  const folder = `metadata/territory2Models/${model}`;
  const rulesOf = new Map<string, TerritoryRule[]>();
  for (const rule of rules) rulesOf.set(rule.territory, [...(rulesOf.get(rule.territory) ?? []), rule]);
  const types = [
    members('Territory2Model', [model]),
    members('Territory2', plan.territories.map(({ id }) => `${model}.${names.developerNameOf(id)}`)),
    ...(rules.length === 0 ? [] : [members('Territory2Rule', rules.map(({ developerName }) => `${model}.${developerName}`))]),
    members('Territory2Type', names.types.map(({ developerName }) => developerName)),
  ];
  return [
    file('metadata/package.xml', 'Package', [...types, tag('version', API_VERSION)]),
    ...names.types.map(({ name, developerName, priority, level }) => file(`metadata/territory2Types/${developerName}.territory2Type`, 'Territory2Type', [tag('description', `Territories of level ${level + 1}`), tag('name', name), tag('priority', String(priority))])),
    file(`${folder}/${model}.territory2Model`, 'Territory2Model', [tag('description', `Plan ${plan.stamp.planId}, revision ${plan.stamp.revisionId}, hash ${plan.stamp.hash}`), tag('name', names.model.name)]),
    ...plan.territories.map(({ id, name, parent, level }) =>
      file(`${folder}/territories/${names.developerNameOf(id)}.territory2`, 'Territory2', [
        tag('accountAccessLevel', map.access.account), tag('caseAccessLevel', map.access.case),
        nested('customFields', [tag('name', map.keyField), `<value xsi:type="xsd:string">${escaped(names.keyOf(id))}</value>`]),
        tag('description', `Territory ${id} of ${plan.stamp.plan}`), tag('name', name), tag('opportunityAccessLevel', map.access.opportunity),
        ...(parent === null ? [] : [tag('parentTerritory', names.developerNameOf(parent))]),
        ...(rulesOf.get(id) ?? []).map(({ developerName }) => nested('ruleAssociations', [tag('inherited', 'false'), tag('ruleName', developerName)])),
        tag('territory2Type', names.typeOf(level)),
      ])),
    ...rules.map(({ developerName, label, booleanFilter, items }) =>
      file(`${folder}/rules/${developerName}.territory2Rule`, 'Territory2Rule', [
        tag('active', 'true'), ...(items.length > 1 ? [tag('booleanFilter', booleanFilter)] : []), tag('name', label), tag('objectType', 'Account'),
        ...items.map(({ field, operation, value }) => nested('ruleItems', [tag('field', field), tag('operation', operation), tag('value', value)])),
      ])),
  ];
}

function file(name: string, root: string, lines: readonly string[]): CrmFile {
  return { name, text: `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${NAMESPACE}" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n${lines.map((line) => `  ${line.replaceAll('\n', '\n  ')}\n`).join('')}</${root}>\n` };
}

function members(name: string, all: readonly string[]): string {
  return nested('types', [...[...all].sort().map((one) => tag('members', one)), tag('name', name)]);
}

function nested(name: string, lines: readonly string[]): string {
  return `<${name}>\n${lines.map((line) => `  ${line}\n`).join('')}</${name}>`;
}

function tag(name: string, text: string): string {
  return `<${name}>${escaped(text)}</${name}>`;
}

/** Text as XML takes it; control characters, which it does not, are left out. */
function escaped(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
