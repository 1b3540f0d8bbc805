import { FieldMap, type Crm } from '@hexalign/api/contract';

/** A field map as it is typed. */
export interface MapDraft {
  readonly crm: Crm;
  readonly keyField: string;
  readonly accountKey: string;
  readonly userKey: string;
  readonly model: string;
  readonly forecast: boolean;
  readonly owner: boolean;
  readonly rules: boolean;
  /** One a line: `id = name there`. */
  readonly people: string;
}

/** Ways in which people are known, where a system has a choice. */
export const USER_KEYS: Readonly<Partial<Record<Crm, readonly string[]>>> = {
  salesforce: ['Id', 'Username', 'Email', 'FederationIdentifier'],
  dynamics: ['internalemailaddress', 'systemuserid', 'domainname', 'employeeid'],
};

/** The standards of a system. */
export function draftFor(crm: Crm): MapDraft {
  return draftOf(FieldMap.parse({ crm }));
}

export function draftOf(map: FieldMap): MapDraft {
  return {
    crm: map.crm,
    keyField: 'keyField' in map ? map.keyField : 'keyColumn' in map ? map.keyColumn : '',
    accountKey: 'accountKey' in map ? map.accountKey : map.companyKey,
    userKey: 'userKey' in map ? map.userKey : '',
    model: map.crm === 'salesforce' ? (map.model ?? '') : '',
    forecast: map.crm === 'salesforce' && map.forecast,
    owner: map.crm === 'hubspot' ? map.owner : 'accountOwner' in map && map.accountOwner,
    rules: map.crm === 'salesforce' && map.rules !== null,
    people: Object.entries(map.people).map(([person, there]) => `${person} = ${there}`).join('\n'),
  };
}

/** First line of the people that says nothing, counted from 1; null when all do. */
export function wrongLine({ people }: MapDraft): number | null {
  const at = people.split('\n').findIndex((line) => line.trim() !== '' && !/^[^=]*\S[^=]*=.*\S/.test(line));
  return at < 0 ? null : at + 1;
}

/**
 * What is saved. What the form does not ask about stays as it was.
 *
 * @param before the map that is changed; null for a new one
 */
export function mapOf(draft: MapDraft, before: FieldMap | null): FieldMap {
  const kept = before !== null && before.crm === draft.crm ? before : FieldMap.parse({ crm: draft.crm });
  const people = Object.fromEntries(draft.people.split('\n').flatMap((line) => {
    const at = line.indexOf('=');
    return line.trim() === '' || at < 0 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()]];
  }));
  const userKey = draft.userKey.trim();
  switch (kept.crm) {
    case 'salesforce': return { ...kept, people, keyField: draft.keyField.trim(), accountKey: draft.accountKey.trim(), userKey: userKey as typeof kept.userKey, model: draft.model.trim() || null, forecast: draft.forecast, accountOwner: draft.owner, rules: draft.rules ? (kept.rules ?? FULL_RULES) : null };
    case 'hubspot': return { ...kept, people, companyKey: draft.accountKey.trim(), owner: draft.owner };
    case 'dynamics': return { ...kept, people, keyColumn: draft.keyField.trim(), accountKey: draft.accountKey.trim(), userKey: userKey as typeof kept.userKey, accountOwner: draft.owner };
    case 'veeva': return { ...kept, people, keyField: draft.keyField.trim(), accountKey: draft.accountKey.trim(), userKey };
  }
}

const FULL_RULES = { postalField: 'BillingPostalCode', countryField: 'BillingCountry', country: 'United States' };
