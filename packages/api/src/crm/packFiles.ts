import { createHash } from 'node:crypto';
import { zipSync, type Zippable } from 'fflate';
import type { FieldMap } from '../../contract/crmMaps.ts';
import type { PlanStamp } from './crmPlan.ts';
import type { CrmChanges, CrmFile } from './step.ts';
import { stepCsv } from './stepCsv.ts';

/** No clock time in any file: the same plan gives the same archive. */
const EPOCH = new Date(1980, 0, 1);

/** The files of a publication: one for each step in the order of loading, what goes beside them, and what it is all of. */
export function publicationFiles({ steps, problems, extras }: CrmChanges, stamp: PlanStamp, map: FieldMap): CrmFile[] {
  const files = [...steps.map((step) => ({ name: `${step.name}.csv`, text: [...stepCsv(step, step.rows, 'load')].join('') })), ...extras].sort((a, b) => (a.name < b.name ? -1 : 1));
  const manifest = {
    format: 'hexalign-publication', version: 1, ...stamp, crm: map.crm, map,
    steps: steps.map(({ name, table, operation, key, rows }) => ({ file: `${name}.csv`, table, operation, key, rows: rows.length })),
    files: Object.fromEntries(files.map(({ name, text }) => [name, createHash('sha256').update(text).digest('hex')])),
    problems,
  };
  return [{ name: 'read-me.txt', text: readMe(steps, stamp, map) }, { name: 'manifest.json', text: `${JSON.stringify(manifest, null, 2)}\n` }, ...files];
}

/** Packs files; their names are made of letters, digits, `.`, `-`, `_` and `/`, and none leads out of its folder. */
export function packFiles(files: readonly CrmFile[]): Uint8Array {
  const entries: Zippable = {};
  for (const { name, text } of files) {
    if (!/^[\w.-]+(\/[\w.-]+)*$/.test(name) || name.split('/').some((part) => /^\.+$/.test(part)) || name in entries) throw new Error(`not a name for a file: ${name}`);
    entries[name] = new TextEncoder().encode(text);
  }
  return zipSync(entries, { level: 6, mtime: EPOCH });
}

function readMe(steps: CrmChanges['steps'], { plan, scenario, revision, revisionId, planId, hash, from }: PlanStamp, { crm }: FieldMap): string {
  const lines = [
    `${plan}: ${scenario}, ${revision}, from ${from}`, `Plan ${planId}`, `Revision ${revisionId}`, `Hash ${hash}`, '',
    steps.length === 0 ? 'Nothing to load: everything is there already.' : `Load these files in this order, one after the other, into ${TITLES[crm]}:`,
    ...steps.map(({ name, table, operation, key, rows }) => `  ${name}.csv: ${operation} ${table}${key === null ? '' : ` by ${key}`}, ${rows.length} rows`),
    ...AFTER[crm],
  ];
  return `${lines.join('\n')}\n`;
}

const TITLES: Readonly<Record<FieldMap['crm'], string>> = { salesforce: 'Salesforce', hubspot: 'HubSpot', dynamics: 'Dynamics 365', veeva: 'Veeva' };
const AFTER: Readonly<Record<FieldMap['crm'], readonly string[]>> = {
  salesforce: ['', 'Load files 03 to 05 serially, in batches of 200: Salesforce locks groups while territories and their people change.', 'Deploy the folder metadata, where there is one, after file 06: it binds rules to territories.', 'Activating the territory model is your own step in Salesforce.'],
  hubspot: ['', 'For the import of HubSpot take companies-import.csv: its columns have the labels, its owners their e-mail addresses. The numbered files have the names of the interface.'],
  dynamics: ['', 'Lookups are told by our key, an alternate key of territories.'],
  veeva: [],
};
