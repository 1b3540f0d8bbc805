import { parse } from 'csv-parse/sync';
import { httpFake, type FakeAnswer, type FakeRequest, type HttpFake } from './httpFake.ts';
import { RowError, SalesforceTables, TABLES, type FakeRow } from './salesforceTables.ts';

interface FakeJob {
  readonly id: string;
  readonly object: string;
  readonly operation: string;
  readonly key: string | null;
  csv: string;
  state: 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Aborted';
  good: FakeRow[];
  bad: FakeRow[];
}

/** What a test makes go wrong. */
export interface Troubles {
  /** Calls that a token is good for. */
  callsPerToken?: number;
  /** Rows that are held by somebody else, so many times each. */
  locked?: { readonly table: string; times: number };
  /** Refuses a row for a reason of the organisation's own. */
  refuse?: (table: string, values: FakeRow) => string | null;
  /** Called as a job is let go, before it is worked on. */
  onJob?: (table: string, operation: string) => void | Promise<void>;
}

export interface SalesforceFake extends HttpFake {
  readonly tables: SalesforceTables;
  readonly jobs: FakeJob[];
  readonly troubles: Troubles;
  /** Tokens that were given out. */
  tokens(): number;
}

export const CLIENT = { clientId: 'connected-app', clientSecret: 'kept secret' } as const;
const PAGE = 50;

/**
 * Salesforce on loopback, as far as plans are published to it: OAuth by client credentials, queries with pages, jobs of the
 * Bulk API 2.0 with their states and results, refusals of rows, locks, and tokens that expire. Written from the public references.
 */
export async function salesforceFake(troubles: Troubles = {}): Promise<SalesforceFake> {
  const tables = new SalesforceTables();
  tables.add('Organization', { Name: 'Example Works' });
  const jobs: FakeJob[] = [];
  const cursors = new Map<string, FakeRow[]>();
  const heldTimes = new Map<string, number>();
  let [tokens, calls] = [0, 0];

  function soql(text: string): FakeRow[] {
    const [, columns, table, where] = /^SELECT (.+?) FROM (\w+)(?: WHERE (.+))?$/.exec(text) ?? [];
    if (table === undefined || !(table in TABLES)) throw new Error(`MALFORMED_QUERY: ${text}`);
    const [, path, operator, value] = where === undefined ? [] : (/^([\w.]+) (=|LIKE) '([^']*)'$/.exec(where) ?? []);
    const valueOf = (row: FakeRow): string => {
      if (!path!.includes('.')) return row[path!] ?? '';
      const [relation, field] = path!.split('.');
      const [column, to] = TABLES[table].lookups[relation];
      return tables.find(to, 'Id', row[column] ?? '')?.[field] ?? '';
    };
    const fits = (row: FakeRow): boolean => where === undefined || (operator === '=' ? valueOf(row) === value : valueOf(row).startsWith(value!.replace(/%$/, '')));
    return tables.rows[table].filter(fits).map((row) => Object.fromEntries(columns!.split(', ').map((column) => [column, row[column] ?? null]))) as FakeRow[];
  }

  function page(rows: FakeRow[], total: number): FakeAnswer {
    const rest = rows.slice(PAGE);
    const locator = rest.length === 0 ? null : `01g${cursors.size}-${PAGE}`;
    if (locator !== null) cursors.set(locator, rest);
    const records = rows.slice(0, PAGE).map((row) => ({ attributes: { type: 'Record', url: '' }, ...row, ...('IsActive' in row ? { IsActive: row.IsActive !== 'false' } : {}) }));
    return { status: 200, body: { totalSize: total, done: locator === null, records, ...(locator === null ? {} : { nextRecordsUrl: `/services/data/v62.0/query/${locator}` }) } };
  }

  function work(job: FakeJob): void {
    for (const values of parse(job.csv, { columns: true, skip_empty_lines: true }) as FakeRow[]) {
      try {
        const own = troubles.refuse?.(job.object, values);
        if (own) throw new RowError(own);
        const held = `${job.object} ${JSON.stringify(values)}`;
        const times = heldTimes.get(held) ?? 0;
        if (troubles.locked?.table === job.object && times < troubles.locked.times) {
          heldTimes.set(held, times + 1);
          throw new RowError('UNABLE_TO_LOCK_ROW:unable to obtain exclusive access to this record or 1 records:--');
        }
        const { id, created } = tables.apply(job.object, job.operation, job.key, values);
        job.good.unshift({ sf__Id: id, sf__Created: String(created), ...values });
      } catch (error) {
        if (!(error instanceof RowError)) throw error;
        job.bad.unshift({ sf__Id: values.Id ?? '', sf__Error: error.message, ...values });
      }
    }
  }

  async function ingest({ method, body }: FakeRequest, [id, part]: string[]): Promise<FakeAnswer> {
    if (method === 'POST' && id === undefined) {
      const asked = JSON.parse(body) as { object: string; operation: string; externalIdFieldName?: string; contentType: string; lineEnding: string };
      if (!TABLES[asked.object]?.operations.includes(asked.operation)) return { status: 400, body: [{ errorCode: 'INVALIDENTITY', message: `${asked.operation} is not supported for ${asked.object}` }] };
      if (asked.operation === 'upsert' && asked.externalIdFieldName === undefined) return { status: 400, body: [{ errorCode: 'INVALIDJOB', message: 'External ID was blank' }] };
      jobs.push({ id: `750${String(jobs.length).padStart(12, '0')}`, object: asked.object, operation: asked.operation, key: asked.externalIdFieldName ?? null, csv: '', state: 'Open', good: [], bad: [] });
      return { status: 200, body: { id: jobs.at(-1)!.id, state: 'Open', contentUrl: `services/data/v62.0/jobs/ingest/${jobs.at(-1)!.id}/batches` } };
    }
    const job = jobs.find((one) => one.id === id);
    if (job === undefined) return { status: 404, body: [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }] };
    if (method === 'PUT' && part === 'batches') {
      job.csv = body;
      return { status: 201, type: 'text/plain' };
    }
    if (method === 'PATCH') {
      job.state = (JSON.parse(body) as { state: 'UploadComplete' | 'Aborted' }).state;
      if (job.state === 'UploadComplete') await troubles.onJob?.(job.object, job.operation);
      return { status: 200, body: { id, state: job.state } };
    }
    if (part === 'successfulResults' || part === 'failedResults') return { status: 200, type: 'text/csv', body: csv(part === 'successfulResults' ? job.good : job.bad, part), headers: { 'sforce-locator': 'null' } };
    // A job takes its time: it is seen waiting, then under way, then done.
    if (job.state === 'InProgress') {
      work(job);
      job.state = 'JobComplete';
    } else if (job.state === 'UploadComplete') job.state = 'InProgress';
    return { status: 200, body: { id, state: job.state, numberRecordsProcessed: job.good.length + job.bad.length, numberRecordsFailed: job.bad.length } };
  }

  const fake = await httpFake(async (request) => {
    const { url, method, headers, body } = request;
    if (method === 'POST' && url.pathname === '/services/oauth2/token') {
      const form = new URLSearchParams(body);
      if (form.get('grant_type') !== 'client_credentials' || form.get('client_id') !== CLIENT.clientId || form.get('client_secret') !== CLIENT.clientSecret) return { status: 400, body: { error: 'invalid_client', error_description: 'invalid client credentials' } };
      tokens++;
      calls = 0;
      return { status: 200, body: { access_token: `token-${tokens}`, instance_url: url.origin, token_type: 'Bearer' } };
    }
    if (headers.authorization !== `Bearer token-${tokens}` || ++calls > (troubles.callsPerToken ?? Infinity)) return { status: 401, body: [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }] };
    const [room, ...rest] = url.pathname.replace('/services/data/v62.0/', '').split('/');
    if (room === 'query') {
      const cursor = rest[0] === undefined ? null : cursors.get(rest[0]);
      const rows = cursor ?? soql(url.searchParams.get('q') ?? '');
      return page(rows, rows.length);
    }
    if (room === 'jobs' && rest[0] === 'ingest') return ingest(request, rest.slice(1));
    return { status: 404, body: [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }] };
  });
  return { ...fake, tables, jobs, troubles, tokens: () => tokens };
}

function csv(rows: readonly FakeRow[], part: string): string {
  const header = rows.length === 0 ? [part === 'successfulResults' ? 'sf__Created' : 'sf__Error', 'sf__Id'] : Object.keys(rows[0]);
  return [header, ...rows.map((row) => header.map((column) => row[column] ?? ''))].map((line) => `${line.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`).join('');
}
