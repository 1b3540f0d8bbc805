import type { SalesforceMap } from '../../../contract/crmMaps.ts';
import { personThere, type CrmPlan } from '../crmPlan.ts';
import { byColumn, type CrmProblem, type PresentRows } from '../step.ts';

/** How a record of Salesforce is told of in a file: the column, and what stands in it. */
interface Reference {
  readonly column: string;
  /** Value for that column by our id; what is missing is not known there. */
  readonly valueOf: ReadonlyMap<string, string>;
  readonly problems: readonly CrmProblem[];
}

const RECORD_ID = /^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/;

/** The same record has an id of 15 and one of 18 characters. */
export function sameRecord(id: string): string {
  return id.slice(0, 15);
}

/**
 * Finds the people of a plan. With the users of Salesforce at hand each is told by its id; otherwise Salesforce looks them up as the
 * file is loaded.
 */
export function users({ covers }: CrmPlan, { userKey, people }: SalesforceMap, present: PresentRows): Reference {
  const rows = present.User;
  const byKey = new Map([...byColumn(rows, userKey)].map(([key, row]) => [userKey === 'Id' ? sameRecord(key) : key.toLowerCase(), row]));
  const valueOf = new Map<string, string>();
  const problems: CrmProblem[] = [];
  for (const person of new Set(covers.map((cover) => cover.person))) {
    const there = personThere(people, person);
    if (rows === undefined) {
      if (userKey === 'Id' && !RECORD_ID.test(there)) problems.push({ code: 'person.unknown', subject: person, detail: `${there} is no id of a Salesforce user.`, stops: true });
      else valueOf.set(person, there);
      continue;
    }
    const row = byKey.get(userKey === 'Id' ? sameRecord(there) : there.toLowerCase());
    if (row === undefined) problems.push({ code: 'person.unknown', subject: person, detail: `No user of Salesforce has the ${userKey} ${there}.`, stops: true });
    else if (row.IsActive === 'false') problems.push({ code: 'person.inactive', subject: person, detail: `The user ${there} is not active in Salesforce.`, stops: true });
    else valueOf.set(person, row.Id);
  }
  return { column: rows !== undefined || userKey === 'Id' ? 'UserId' : `User.${userKey}`, valueOf, problems };
}

/** Finds the accounts of a plan in the same way; those that are not there are left out and told of. */
export function accounts({ accounts: ours }: CrmPlan, { accountKey }: SalesforceMap, present: PresentRows): Reference {
  const rows = present.Account;
  const byKey = new Map([...byColumn(rows, accountKey)].map(([key, row]) => [accountKey === 'Id' ? sameRecord(key) : key, row]));
  const valueOf = new Map<string, string>();
  const problems: CrmProblem[] = [];
  for (const { id } of ours) {
    if (rows !== undefined) {
      const row = byKey.get(accountKey === 'Id' ? sameRecord(id) : id);
      if (row === undefined) problems.push({ code: 'account.unknown', subject: id, detail: `No account of Salesforce has the ${accountKey} ${id}.`, stops: false });
      else valueOf.set(id, row.Id);
    } else if (accountKey === 'Id' && !RECORD_ID.test(id)) problems.push({ code: 'account.not_an_id', subject: id, detail: `${id} is no id of a Salesforce account.`, stops: false });
    else valueOf.set(id, id);
  }
  return { column: rows !== undefined || accountKey === 'Id' ? 'ObjectId' : `Account:Object.${accountKey}`, valueOf, problems };
}
