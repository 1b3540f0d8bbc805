import type { FieldMap } from '../../contract/crmMaps.ts';
import { AppError } from '../http/appError.ts';
import type { AllowedCrm } from './admitCrm.ts';
import type { CrmClient } from './client.ts';
import type { Secrets } from './credentials.ts';
import type { CrmPlan } from './crmPlan.ts';
import { dynamicsChanges } from './dynamics/changes.ts';
import { dynamicsClient, dynamicsToken } from './dynamics/client.ts';
import { hubspotChanges } from './hubspot/changes.ts';
import { hubspotClient, hubspotToken } from './hubspot/client.ts';
import { salesforceChanges } from './salesforce/changes.ts';
import { salesforceClient } from './salesforce/client.ts';
import { salesforceToken } from './salesforce/token.ts';
import { crmSession, type Token } from './session.ts';
import type { CrmChanges, PresentRows } from './step.ts';
import { veevaChanges } from './veeva/changes.ts';

/** What has to be written so that a system says what a plan says. */
export function changesFor(plan: CrmPlan, map: FieldMap, present: PresentRows): CrmChanges {
  switch (map.crm) {
    case 'salesforce': return salesforceChanges(plan, map, present);
    case 'hubspot': return hubspotChanges(plan, map, present);
    case 'dynamics': return dynamicsChanges(plan, map, present);
    case 'veeva': return veevaChanges(plan, map, present);
  }
}

export interface OpenOptions {
  readonly address: string;
  readonly secrets: Secrets;
  readonly allowed: AllowedCrm;
  readonly abandon?: AbortSignal;
}

/** Opens a system for questions and changes. @throws AppError `crm.off` for one that is told by files alone */
export function openSystem(map: FieldMap, { address, secrets, allowed, abandon }: OpenOptions): CrmClient {
  const session = (signIn: () => Promise<Token>): ReturnType<typeof crmSession> => crmSession({ signIn, allowed, abandon });
  switch (map.crm) {
    case 'salesforce': return salesforceClient(session(() => salesforceToken(address, secrets, allowed)), map);
    case 'hubspot': return hubspotClient(session(() => hubspotToken(address, secrets, allowed)), map);
    case 'dynamics': return dynamicsClient(session(() => dynamicsToken(address, secrets, allowed)), map);
    case 'veeva': throw new AppError('crm.off', { detail: 'Veeva is told by files alone.', repair: 'Take the files.' });
  }
}

/** Columns that are read of tables given as files, as the system writes them: exports differ in the case of letters. */
export function columnsOf(map: FieldMap): readonly string[] {
  switch (map.crm) {
    case 'salesforce':
      return [
        'Id', 'Name', 'DeveloperName', 'Description', 'State', 'Territory2ModelId', 'Territory2TypeId', 'ParentTerritory2Id', 'AccountAccessLevel', 'OpportunityAccessLevel', 'CaseAccessLevel', 'ForecastUserId', 'UserId', 'Territory2Id', 'RoleInTerritory2', 'ObjectId', 'AssociationCause', 'Note', 'IsActive', 'OwnerId',
        map.keyField, map.accountKey, map.userKey, ...Object.values(map.accountFields).flatMap((field) => field ?? []), ...(map.rules === null ? [] : [map.rules.postalField]),
      ];
    case 'hubspot': return ['id', 'email', 'archived', 'hubspot_owner_id', ...(map.companyKey === 'recordId' ? [] : [map.companyKey]), ...Object.values(map.properties).flatMap((property) => property ?? [])];
    case 'dynamics': return ['territoryid', 'accountid', 'systemuserid', 'name', 'description', 'isdisabled', '_parentterritoryid_value', '_managerid_value', '_territoryid_value', '_ownerid_value', map.keyColumn, map.accountKey, map.userKey];
    case 'veeva': return ['id', 'name__v', 'description__v', 'territory__v', 'user__v', 'account__v', map.keyField, map.accountKey, map.userKey];
  }
}

/** Column of the records' own ids in a table of a system. */
export function idColumnOf({ crm }: FieldMap, table: string): string {
  if (crm === 'dynamics') return ({ territories: 'territoryid', accounts: 'accountid', systemusers: 'systemuserid' } as Record<string, string>)[table] ?? 'id';
  return crm === 'salesforce' ? 'Id' : 'id';
}

/** Tables that say something only beside another one. */
const BESIDE: Readonly<Record<FieldMap['crm'], Readonly<Record<string, string>>>> = {
  salesforce: { UserTerritory2Association: 'Territory2', ObjectTerritory2Association: 'Territory2', Territory2ObjectExclusion: 'Territory2' },
  hubspot: {}, dynamics: {},
  veeva: { user_territory__v: 'territory__v', account_territory__v: 'territory__v' },
};

/** @throws AppError `publication.present` where a table is given without the one that says what it is about */
export function admitTables({ crm }: FieldMap, tables: readonly string[]): void {
  for (const table of tables) {
    const other = BESIDE[crm][table];
    if (other !== undefined && !tables.includes(other)) throw new AppError('publication.present', { where: 'body.present', expected: `an export of ${other} beside that of ${table}`, found: tables.join(', ') });
  }
}
