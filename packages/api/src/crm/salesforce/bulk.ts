import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { AppError } from '../../http/appError.ts';
import type { RowResult, WriteOptions } from '../client.ts';
import type { CrmSession } from '../session.ts';
import { stepCsv } from '../stepCsv.ts';
import type { CrmRow, CrmStep } from '../step.ts';
import { API_VERSION } from './metadata.ts';

const JOBS = `/services/data/v${API_VERSION}/jobs/ingest`;
/** Refusals that pass by themselves: somebody else held the record or the group. */
const AGAIN: readonly string[] = ['UNABLE_TO_LOCK_ROW', 'REQUEST_RUNNING_TOO_LONG', 'SERVER_UNAVAILABLE'];

interface JobInfo {
  readonly id: string;
  readonly state: 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';
  readonly errorMessage?: string | null;
}

/** Milliseconds before a job is looked at again, by how often it was. */
export type Poll = (looks: number) => number;

/** One job of the Bulk API 2.0: opened, filled, closed, waited for, and its results matched with the rows. */
export async function runJob(session: CrmSession, step: Pick<CrmStep, 'table' | 'operation' | 'key' | 'columns' | 'prose'>, rows: readonly CrmRow[], poll: Poll, { begun, abandon }: WriteOptions = {}): Promise<RowResult[]> {
  const { table, operation, key } = step;
  const made = (await session.json(JOBS, { method: 'POST', body: JSON.stringify({ object: table, operation, ...(key === null || operation !== 'upsert' ? {} : { externalIdFieldName: key }), contentType: 'CSV', lineEnding: 'LF' }) })) as JobInfo;
  await session.call(`${JOBS}/${made.id}/batches`, { method: 'PUT', type: 'text/csv', body: [...stepCsv(step, rows, 'bulk')].join('') });
  await begun?.(made.id);
  await session.json(`${JOBS}/${made.id}`, { method: 'PATCH', body: JSON.stringify({ state: 'UploadComplete' }) });
  return endOfJob(session, made.id, step, rows, poll, abandon);
}

/** Results of a job that may still be under way; null when the system knows none, or nothing was ever asked of it. */
export async function resumeJob(session: CrmSession, id: string, step: Pick<CrmStep, 'columns' | 'prose'>, rows: readonly CrmRow[], poll: Poll): Promise<RowResult[] | null> {
  const { status, text } = await session.call(`${JOBS}/${encodeURIComponent(id)}`, { expected: [404] });
  if (status === 404) return null;
  // It was filled, but not let go: nothing of it was written, and nothing will be.
  if ((JSON.parse(text) as JobInfo).state === 'Open') {
    await session.json(`${JOBS}/${encodeURIComponent(id)}`, { method: 'PATCH', body: JSON.stringify({ state: 'Aborted' }) });
    return null;
  }
  return endOfJob(session, id, step, rows, poll);
}

async function endOfJob(session: CrmSession, id: string, step: Pick<CrmStep, 'columns' | 'prose'>, rows: readonly CrmRow[], poll: Poll, abandon?: AbortSignal): Promise<RowResult[]> {
  let job: JobInfo;
  for (let looks = 0; ; looks++) {
    job = (await session.json(`${JOBS}/${encodeURIComponent(id)}`)) as JobInfo;
    if (job.state === 'JobComplete' || job.state === 'Failed' || job.state === 'Aborted') break;
    await sleep(poll(looks), undefined, { signal: abandon });
  }
  const places = placesOf(step, rows);
  const results = new Array<RowResult | undefined>(rows.length).fill(undefined);
  const take = (line: Record<string, string>, result: RowResult): void => {
    const place = places.get(wordsOf(step.columns, (column) => line[column] ?? ''))?.shift();
    if (place === undefined) throw new AppError('crm.failed', { where: `job ${id}`, expected: 'results of the rows that were sent', found: JSON.stringify(line).slice(0, 200) });
    results[place] = result;
  };
  for (const line of await linesOf(session, id, 'successfulResults')) take(line, { id: line.sf__Id || null, created: line.sf__Created === 'true', error: null });
  for (const line of await linesOf(session, id, 'failedResults')) take(line, { id: line.sf__Id || null, created: false, error: errorOf(line.sf__Error ?? '') });
  const lost = { code: 'UNPROCESSED', message: job.errorMessage ?? `the job ended as ${job.state}`, again: false };
  return results.map((result) => result ?? { id: null, created: false, error: lost });
}

async function linesOf(session: CrmSession, id: string, which: 'successfulResults' | 'failedResults'): Promise<Record<string, string>[]> {
  const lines: Record<string, string>[] = [];
  for (let locator = ''; ;) {
    const { text, headers } = await session.call(`${JOBS}/${encodeURIComponent(id)}/${which}${locator === '' ? '' : `?locator=${encodeURIComponent(locator)}`}`, { headers: { accept: 'text/csv' } });
    for (const line of parse(text, { columns: true, skip_empty_lines: true, relax_column_count: false }) as Record<string, string>[]) lines.push(line);
    const next = headers.get('sforce-locator');
    if (next === null || next === '' || next === 'null') return lines;
    locator = next;
  }
}

/** Where each row stands, by what was sent of it: results come in an order of their own. */
function placesOf(step: Pick<CrmStep, 'columns' | 'prose'>, rows: readonly CrmRow[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  const [, ...lines] = [...stepCsv(step, rows, 'bulk')];
  lines.forEach((line, i) => {
    const cells = (parse(line) as string[][])[0] ?? [''];
    const words = wordsOf(step.columns, (_, c) => cells[c]);
    const list = places.get(words);
    if (list === undefined) places.set(words, [i]);
    else list.push(i);
  });
  return places;
}

function wordsOf(columns: readonly string[], cell: (column: string, c: number) => string): string {
  return JSON.stringify(columns.map(cell));
}

/** `UNABLE_TO_LOCK_ROW:unable to obtain exclusive access to this record:--` */
function errorOf(text: string): NonNullable<RowResult['error']> {
  const [, code, message] = /^([A-Z_]+):(.*)$/s.exec(text) ?? [null, 'UNKNOWN', text];
  return { code: code!, message: message!.replace(/:--\s*$/, ''), again: AGAIN.includes(code!) };
}
