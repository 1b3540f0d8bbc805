import type { SalesforceMap } from '../../../contract/crmMaps.ts';
import { developerName, developerNames } from '../developerName.ts';
import { byColumn, type PresentRows } from '../step.ts';
import type { CrmPlan } from '../crmPlan.ts';

/** What everything of a plan is called in Salesforce. */
export interface SalesforceNames {
  readonly model: { readonly key: string; readonly name: string; readonly developerName: string };
  /** Ours, in the external id. */
  keyOf(territory: string): string;
  developerNameOf(territory: string): string;
  /** Types by level, lowest level first. */
  readonly types: readonly { readonly level: number; readonly name: string; readonly developerName: string; readonly priority: number }[];
  typeOf(level: number): string;
}

/** Room for the territory's own name behind that of its model. */
const MODEL_CHARACTERS = 30;
const LONGEST_LABEL = 80;

/**
 * Names that are the same whenever a plan is published. What is in Salesforce already keeps the name that it has there, and no new
 * one takes a name that is given away.
 */
export function salesforceNames({ stamp, territories }: CrmPlan, map: SalesforceMap, present: PresentRows): SalesforceNames {
  const keyOf = (territory: string): string => `${stamp.planId}:${territory}`;
  const there = byColumn(present.Territory2, map.keyField);
  const model = byColumn(present.Territory2Model, map.keyField).get(stamp.planId);
  const modelName = (map.model ?? stamp.plan).slice(0, LONGEST_LABEL);
  const modelDeveloperName = model?.DeveloperName ?? developerName(modelName, MODEL_CHARACTERS);
  const fresh = territories.filter(({ id }) => !there.has(keyOf(id)));
  const taken = (present.Territory2 ?? []).map((row) => row.DeveloperName ?? '');
  const names = new Map(territories.flatMap(({ id }) => (there.has(keyOf(id)) ? [[id, there.get(keyOf(id))!.DeveloperName ?? '']] : [])));
  developerNames(fresh.map(({ id }) => id), modelDeveloperName, taken).forEach((name, i) => names.set(fresh[i].id, name));
  const types = typesOf(territories.map(({ level }) => level), map);
  const typeNames = new Map(types.map(({ level, developerName: name }) => [level, name]));
  return {
    model: { key: stamp.planId, name: modelName, developerName: modelDeveloperName },
    keyOf, types,
    developerNameOf: (territory) => names.get(territory)!,
    typeOf: (level) => typeNames.get(level)!,
  };
}

function typesOf(levels: readonly number[], { types }: SalesforceMap): SalesforceNames['types'] {
  return [...new Set(levels)].sort((a, b) => a - b).map((level) => {
    const given = types.find((type) => type.level === level);
    const name = given?.name ?? (level === 0 ? 'Territory' : `Territory level ${level + 1}`);
    // The type of the lowest level decides whose the opportunity is.
    return { level, name, developerName: developerName(name), priority: given?.priority ?? level + 1 };
  });
}
