import type { HubspotMap } from '../../../contract/crmMaps.ts';
import { csvLine } from '../../exports/csvLine.ts';
import { ownersOf, personThere, type CrmPlan } from '../crmPlan.ts';
import { bringTo, byColumn, groupedByColumns, type CrmChanges, type CrmProblem, type CrmRow, type PresentRows } from '../step.ts';
import { plainText } from '../stepCsv.ts';

/** Column of companies' and owners' own ids. */
export const ID = 'id';
const OWNER = 'hubspot_owner_id';

/**
 * What has to be written so that HubSpot says what a plan says: there is no object for a territory, so it stands in properties of each
 * company, beside the company's owner. People are found by e-mail; the owner list itself can only be read.
 */
export function hubspotChanges(plan: CrmPlan, map: HubspotMap, present: PresentRows): CrmChanges {
  const { properties, companyKey } = map;
  const problems: CrmProblem[] = [];
  const keyColumn = companyKey === 'recordId' ? ID : companyKey;
  const companies = byColumn(present.companies, keyColumn);
  const owners = ownersFor(plan, map, present, problems);
  const territories = new Map(plan.territories.map((one) => [one.id, one]));
  const managed = ownersOf(plan.covers);
  const files: string[][] = [];
  const rows = plan.accounts.flatMap(({ id, territory: territoryId }): CrmRow[] => {
    const company = companies.get(id);
    if (present.companies !== undefined && company === undefined) {
      problems.push({ code: 'account.unknown', subject: id, detail: `No company of HubSpot has the ${companyKey === 'recordId' ? 'record id' : companyKey} ${id}.`, stops: false });
      return [];
    }
    const territory = territoryId === null ? undefined : territories.get(territoryId);
    if (territory === undefined) {
      problems.push({ code: 'account.unassigned', subject: id, detail: `${id} has no territory in the plan.`, stops: false });
      return [];
    }
    const owner = map.owner ? managed.get(territory.id) : undefined;
    const ownerId = owner === undefined ? undefined : owners.idOf.get(owner);
    const region = territory.parent === null ? '' : (territories.get(territory.parent)?.name ?? '');
    const values: Record<string, string> = { [company === undefined ? keyColumn : ID]: company?.[ID] ?? id };
    const set = (property: string | null, text: string): void => {
      if (property !== null) values[property] = text;
    };
    set(properties.name, territory.name);
    set(properties.id, territory.id);
    set(properties.region, region);
    set(properties.plan, plan.stamp.planId);
    set(properties.from, plan.stamp.from);
    // A vacant position leaves its companies with whom they have.
    if (ownerId !== undefined) values[OWNER] = ownerId;
    const row = bringTo(values, company ?? null, { idColumn: ID, key: keyColumn });
    if (row === null) return [];
    files.push([company?.[ID] ?? id, ...[territory.name, region].map(plainText), territory.id, plan.stamp.planId, plan.stamp.from, owner === undefined ? '' : personThere(map.people, owner)]);
    return [row];
  });
  const prose = [properties.name, properties.region].flatMap((property) => property ?? []);
  const steps = groupedByColumns(rows, ({ values }) => Object.keys(values)).map(({ columns, rows: group }, i) => ({ name: `01-companies-${i + 1}`, table: 'companies', idColumn: ID, operation: 'update' as const, key: null, columns, prose, rows: group }));
  const header = [companyKey === 'recordId' || present.companies !== undefined ? 'Record ID' : companyKey, 'Territory', 'Territory Region', 'Territory ID', 'Territory Plan ID', 'Territory Effective Date', 'Company owner'];
  return { steps, problems, extras: files.length === 0 ? [] : [{ name: 'companies-import.csv', text: [header, ...files].map(csvLine).join('') }] };
}

/** HubSpot's own ids of the people; where the owner list is not known, nobody can be told by it. */
function ownersFor({ covers }: CrmPlan, { people, owner: wanted }: HubspotMap, present: PresentRows, problems: CrmProblem[]): { readonly idOf: ReadonlyMap<string, string> } {
  const byEmail = new Map((present.owners ?? []).map((row) => [(row.email ?? '').toLowerCase(), row]));
  const idOf = new Map<string, string>();
  if (!wanted) return { idOf };
  for (const person of new Set(covers.filter(({ role }) => role === 'owner').map((cover) => cover.person))) {
    const email = personThere(people, person);
    const row = byEmail.get(email.toLowerCase());
    if (present.owners === undefined) {
      if (!email.includes('@')) problems.push({ code: 'person.unknown', subject: person, detail: `${email} is no e-mail address, and HubSpot knows people by it.`, stops: true });
    } else if (row === undefined || row.archived === 'true') problems.push({ code: row === undefined ? 'person.unknown' : 'person.inactive', subject: person, detail: row === undefined ? `No owner of HubSpot has the e-mail address ${email}.` : `The owner ${email} is archived in HubSpot.`, stops: true });
    else idOf.set(person, row.id);
  }
  return { idOf };
}
