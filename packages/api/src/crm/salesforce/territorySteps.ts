import type { SalesforceMap } from '../../../contract/crmMaps.ts';
import { depths, type CrmPlan } from '../crmPlan.ts';
import { bringTo, byColumn, type CrmProblem, type CrmRow, type CrmStep, type PresentRows } from '../step.ts';
import type { SalesforceNames } from './names.ts';

const ID = 'Id';

/** Types, the model, and the territories with those above before those below. */
export function territorySteps(plan: CrmPlan, map: SalesforceMap, names: SalesforceNames, present: PresentRows): { readonly steps: CrmStep[]; readonly problems: CrmProblem[] } {
  return { steps: [typeStep(names, present), modelStep(plan, map, names, present), ...levelSteps(plan, map, names, present)], problems: leftOver(plan, map, names, present) };
}

function typeStep(names: SalesforceNames, present: PresentRows): CrmStep {
  const there = byColumn(present.Territory2Type, 'DeveloperName');
  // A type has no external id, and may be others' too: it is made where it is missing, and never changed.
  const rows = names.types.filter(({ developerName }) => !there.has(developerName)).map(({ name, developerName, priority, level }): CrmRow => ({ values: { DeveloperName: developerName, MasterLabel: name, Description: `Territories of level ${level + 1}`, Priority: String(priority) }, id: null, before: null }));
  return { name: '01-territory2type', table: 'Territory2Type', idColumn: 'Id', operation: 'insert', key: null, columns: ['DeveloperName', 'MasterLabel', 'Description', 'Priority'], prose: ['MasterLabel', 'Description'], rows };
}

function modelStep({ stamp }: CrmPlan, { keyField }: SalesforceMap, { model }: SalesforceNames, present: PresentRows): CrmStep {
  const values = {
    [keyField]: model.key, Name: model.name, DeveloperName: model.developerName,
    Description: `${stamp.plan}: ${stamp.scenario}, ${stamp.revision}, from ${stamp.from}. Plan ${stamp.planId}, revision ${stamp.revisionId}, hash ${stamp.hash}.`.slice(0, 255 * 4),
  };
  const row = bringTo(values, byColumn(present.Territory2Model, keyField).get(model.key) ?? null, { idColumn: ID, key: keyField });
  return { name: '02-territory2model', table: 'Territory2Model', idColumn: 'Id', operation: 'upsert', key: keyField, columns: Object.keys(values), prose: ['Name', 'Description'], rows: row === null ? [] : [row] };
}

/** One step for each depth: what a row points to must be there when it is written. */
function levelSteps(plan: CrmPlan, map: SalesforceMap, names: SalesforceNames, present: PresentRows): CrmStep[] {
  const { keyField, access } = map;
  const there = byColumn(present.Territory2, keyField);
  const models = new Map((present.Territory2Model ?? []).map((row) => [row[ID], row[keyField] ?? '']));
  const types = new Map((present.Territory2Type ?? []).map((row) => [row[ID], row.DeveloperName]));
  const keyOfId = new Map((present.Territory2 ?? []).map((row) => [row[ID], row[keyField] ?? '']));
  const [modelColumn, typeColumn, parentColumn] = [`Territory2Model.${keyField}`, 'Territory2Type.DeveloperName', `ParentTerritory2.${keyField}`];
  const columns = [keyField, 'Name', 'DeveloperName', 'Description', modelColumn, typeColumn, parentColumn, 'AccountAccessLevel', 'OpportunityAccessLevel', 'CaseAccessLevel'];
  const depthOf = depths(plan.territories);
  const steps: CrmStep[] = [];
  for (let depth = 0; plan.territories.some(({ id }) => depthOf.get(id)! >= depth); depth++) {
    const rows = plan.territories.filter(({ id }) => depthOf.get(id) === depth).flatMap(({ id, name, parent, level }): CrmRow[] => {
      const values = {
        [keyField]: names.keyOf(id), Name: name.slice(0, 80), DeveloperName: names.developerNameOf(id), Description: `Territory ${id} of ${plan.stamp.plan}`.slice(0, 1000),
        [modelColumn]: names.model.key, [typeColumn]: names.typeOf(level), [parentColumn]: parent === null ? '' : names.keyOf(parent),
        AccountAccessLevel: access.account, OpportunityAccessLevel: access.opportunity, CaseAccessLevel: access.case,
      };
      const found = there.get(names.keyOf(id));
      // Said there by id, here by our key: the same words make them comparable, and the ids are what brings it back.
      const said = found && {
        ...found, [parentColumn]: keyOfId.get(found.ParentTerritory2Id) ?? '',
        // A table that nobody gave says nothing against it.
        [modelColumn]: present.Territory2Model === undefined ? names.model.key : (models.get(found.Territory2ModelId) ?? ''), [typeColumn]: present.Territory2Type === undefined ? names.typeOf(level) : (types.get(found.Territory2TypeId) ?? ''),
      };
      const row = bringTo(values, said ?? null, { idColumn: ID, key: keyField });
      return row === null ? [] : [{ ...row, before: row.before && byIds(row.before, found!, { [modelColumn]: 'Territory2ModelId', [typeColumn]: 'Territory2TypeId', [parentColumn]: 'ParentTerritory2Id' }) }];
    });
    steps.push({ name: `03-territory2-${depth}`, table: 'Territory2', idColumn: 'Id', operation: 'upsert', key: keyField, columns, prose: ['Name', 'Description'], rows });
  }
  return steps;
}

/** The same values, with references said by the ids that they had. */
function byIds(before: Readonly<Record<string, string>>, found: Readonly<Record<string, string>>, ids: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(before).map(([column, value]) => (column in ids ? [ids[column], found[ids[column]] ?? ''] : [column, value])));
}

/** Territories of ours that the plan no longer has: taking them away is a person's step, since it takes along what hangs on them. */
function leftOver(plan: CrmPlan, { keyField }: SalesforceMap, names: SalesforceNames, present: PresentRows): CrmProblem[] {
  const kept = new Set(plan.territories.map(({ id }) => names.keyOf(id)));
  return (present.Territory2 ?? []).filter((row) => (row[keyField] ?? '').startsWith(`${plan.stamp.planId}:`) && !kept.has(row[keyField])).map((row) => ({ code: 'territory.left_over' as const, subject: row[keyField].slice(plan.stamp.planId.length + 1), detail: `${row.Name ?? row.DeveloperName} is no longer in the plan; it stays in Salesforce without its people and accounts until somebody deletes it there.`, stops: false }));
}
