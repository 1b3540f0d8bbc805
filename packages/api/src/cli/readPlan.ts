import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../datasets/inputError.ts';
import { readCsv, type CsvRow } from '../datasets/readCsv.ts';
import { PlanDocument } from './planDocument.ts';
import type { Findings } from './findings.ts';
import { openFault } from './openFault.ts';

/** How our own files are written. */
const OWN = { encoding: 'utf-8', delimiter: ',', decimal: '.', skipLines: 0 } as const;

/** A file of a plan, whole. @throws InputError when it cannot be opened */
export async function planText(dir: string, name: string): Promise<string> {
  const bytes = await readFile(join(dir, name)).catch((error: unknown) => {
    throw openFault(error, join(dir, name), 'the plan', 'its file');
  });
  return bytes.toString('utf8');
}

/** Hex SHA-256 of a file's bytes; null when it is not there. */
export async function fileHash(dir: string, name: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(join(dir, name))) hash.update(chunk as Buffer);
  } catch (error) {
    const fault = openFault(error, join(dir, name), 'the plan', 'its file');
    if (fault instanceof InputError) return null;
    throw error;
  }
  return hash.digest('hex');
}

/** Reads `plan.json`; null, with a finding, when it is no plan. */
export function planDocument(text: string, findings: Findings): PlanDocument | null {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch (error) {
    findings.add('plan', 'plan.json', `is no JSON (${(error as Error).message})`);
    return null;
  }
  const result = PlanDocument.safeParse(root);
  if (result.success) return result.data;
  for (const issue of result.error.issues) findings.add('plan', `plan.json, ${issue.path.join('.') || 'top'}`, issue.message);
  return null;
}

/** Opens one of the plan's tables and checks its header; null, with a finding, when it is another. */
export async function planTable(dir: string, name: string, header: readonly string[], findings: Findings, more = false): Promise<AsyncGenerator<CsvRow, void> | null> {
  try {
    const table = await readCsv(createReadStream(join(dir, name)), { dialect: OWN, headerFirst: true });
    const found = more ? table.header.slice(0, header.length) : table.header;
    if (found.length === header.length && found.every((column, i) => column === header[i])) return table.rows;
    await table.rows.return?.();
    findings.add('header', name, `has the header ${found.join(',')}, expected ${header.join(',')}`);
  } catch (error) {
    findings.add('file', name, error instanceof InputError ? error.message : `cannot be read (${(error as Error).message})`);
  }
  return null;
}
