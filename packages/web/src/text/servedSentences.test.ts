import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';
import { de } from './de.ts';
import { tellerOf } from './told.ts';

const ROOT = resolve(import.meta.dirname, '../../../..');

/** Sources whose sentences reach a reader of the screens. */
const FOLDERS = ['packages/api/src', 'packages/api/contract', 'packages/engine/src'];

/** What is read by machines, by the log, on the command line or in files, or says to programmers that they broke a promise. */
const NOT_ON_SCREENS = /\.test\.|\/(cli|db|backup|live)\/|contract\/(told\/.*|endpoints|errors|wire|wireNames|index)\.ts|src\/(config|main|app|server|worker|log|untilStopped)\.ts|http\/(metrics|openapi|static)|exports\/(draw|report|gis)\/|exports\/(territoryFigures|reportWords)|auth\/(mailer|keys)|engine\/src\/(solve|crosswalk|workload|compare|shape|task|measure|people)\/|engine\/src\/graph\/(cellCursor|cellField|contract|cut|fromEdges|link|pack|reorder)|problem\/brokenGraph|jobs\/(queue|routes)|crm\/(store|packFiles)|crm\/salesforce\/(client|metadata|names|rules)|schedules\/store|imports\/stage|plans\/(demo|store)|scenarios\/colours|engine\/src\/edit\/(edit|assignPatch|diffDocs)|certify\/(transportOf|verifyCells|handovers)|locatePostal|postalPlaces|parseNumber|pointColumns|\/health\/|why\/prices|units\/nearTown|hooks\/tellHooks|numberByToday|challenges\/store|ownership\/reasonText/;

/** Errors of programmers, lines of the log, and SQL. */
const NOT_SAID = /(^|\.)(log|logger|console)\.|^log$|^(Error|RangeError|TypeError)$|(^|\.)(describe|meta|select|selectFrom|set|setHeader|header|innerJoin|leftJoin|as)$/;

/** Names of things, not words about them. */
const NAMES = new Set(['item', 'scope', 'authorization', 'subject', 'place', 'description', 'Description', 'booleanFilter', 'of']);

/** The labels of columns in files, and lines of protocols. */
const DATA = new Set(['private, max-age=86400', 'record id', 'Record ID', 'Territory Region', 'Territory ID', 'Territory Plan ID', 'Territory Effective Date', 'Company owner', 'Territory {0} of {1}', '{0}: {1}, {2}, from {3}. Plan {4}, revision {5}, hash {6}.', 'link {0}', 'own {0}', 'hold of {0}: {1}', 'exception of account {0}: {1}', 'constraint {0} of {1}', 'everywhere {0}', 'address {0}', 'account {0} {1}', 'account {0+}', 'everywhere {0+}', '{0}, {1} and {2}']);

/** How names are listed: told within sentences only, see Teller. */
const LISTS = new Set(['{0} and {1}', '{0} others']);

const FACTS = new Set(['detail', 'expected', 'found', 'repair']);

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** Every sentence, and every piece of one, that `code` puts together: with `{0}` where something is put in, `{0+}` where several things are in a row. */
function sentencesOf(path: string, code: string): string[] {
  const found: string[] = [];
  const visit = (node: unknown, key?: string): void => {
    if (Array.isArray(node)) return node.forEach((one) => visit(one, key));
    if (typeof node !== 'object' || node === null) return;
    const { type, ...rest } = node as Node;
    if (type === 'ImportDeclaration' || type === 'TaggedTemplateExpression' || (type?.startsWith('TS') && !['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression'].includes(type))) return;
    const callee = rest.callee as Node | undefined;
    if (callee && NOT_SAID.test(code.slice(callee.start, callee.end))) return;
    const said = saidBy(node as Node);
    if (said !== null && !NAMES.has(key ?? '') && isSentence(said, FACTS.has(key ?? ''))) found.push(said);
    for (const [name, child] of Object.entries(rest)) visit(child, type === 'Property' && name === 'value' ? nameOf(rest.key as Node) : type === 'ConditionalExpression' || type === 'LogicalExpression' ? key : undefined);
  };
  visit(parseSync(path, code).program);
  return found;
}

function nameOf(key: Node): string {
  return String(key.name ?? key.value);
}

function saidBy(node: Node): string | null {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateLiteral') return null;
  const joined = (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('{}');
  let n = 0;
  return joined.replace(/(\{\})+/g, (holes) => `{${n++}${holes.length > 2 ? '+' : ''}}`);
}

function isSentence(said: string, fact: boolean): boolean {
  const words = said.replace(/\{\d\+?\}/g, '');
  if (!/[a-z]{2}/.test(words) || said.includes('\n')) return false;
  return fact ? /[a-z]{3}/i.test(words) : /[a-zA-Z]{2,}[,:;]? [a-zA-Z{]|\} [a-z]/.test(said);
}

function allSentences(): Map<string, string> {
  const found = new Map<string, string>();
  for (const folder of FOLDERS) {
    for (const name of readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })) {
      const path = `${folder}/${name.replaceAll('\\', '/')}`;
      if (!path.endsWith('.ts') || NOT_ON_SCREENS.test(path)) continue;
      for (const said of sentencesOf(path, readFileSync(join(ROOT, path), 'utf8'))) if (!DATA.has(said)) found.set(said, path);
    }
  }
  return found;
}

describe('what the server says, in German', () => {
  const sentences = allSentences();

  it('has words for every sentence in the sources', () => {
    expect([...sentences].filter(([said]) => !(said in de.told)).map(([said, path]) => `${path}: ${said}`)).toEqual([]);
  });

  it('finds each again in the words that arrive, and puts in what it told', () => {
    const teller = tellerOf(de.told);
    const wrong: string[] = [];
    for (const said of sentences.keys()) {
      const meaning = de.told[said] ?? '';
      if (LISTS.has(said)) continue;
      // Where the form of a word follows a number a number is told.
      const put = (n: string): string => (meaning.includes(`{${n}, plural`) ? '7' : `x${n}x`);
      const arriving = said.replace(/\{(\d)\+?\}/g, (_, n: string) => put(n));
      const expected = meaning.replace(/\{(\d), plural, one \{[^}]*\} other \{# ([^}]*)\}\}/g, '7 $2').replace(/\{(\d)(, list)?\}/g, (_, n: string) => put(n));
      const heard = teller.tell(arriving);
      if (heard !== expected) wrong.push(`${arriving} -> ${heard}`);
    }
    expect(wrong).toEqual([]);
  });
});
