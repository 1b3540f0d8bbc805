import { fileOutline } from '@hexalign/engine';
import { certificateJson } from '../exports/certificateJson.ts';
import { planJson } from '../exports/planJson.ts';
import { territoriesGeojson } from '../exports/territoriesGeojson.ts';
import { areaShapes } from '../units/areaUnits.ts';
import { checkBound } from './checkBound.ts';
import { checkInput } from './checkInput.ts';
import { compareJson } from './compareJson.ts';
import { Findings } from './findings.ts';
import { judgedSheet } from './judgedSheet.ts';
import { verifyOptions } from './options.ts';
import type { PlanDocument } from './planDocument.ts';
import { readFolder, type PlanInFolder } from './readFolder.ts';
import { fileHash, planDocument, planText } from './readPlan.ts';

/**
 * `hexalign verify`: recomputes a plan from its files with code that shares nothing with the solver.
 *
 * @returns exit code: 0 agrees, 1 disagrees and says where
 * @throws InputError when the folder holds no plan
 */
export async function verify(args: readonly string[]): Promise<number> {
  const { dir, input, json } = verifyOptions(args);
  const findings = await verifyPlan(dir, input);
  if (json) process.stdout.write(`${JSON.stringify({ agrees: findings.none, disagreements: findings.toJSON() })}\n`);
  else if (findings.none) process.stdout.write(`The plan in ${dir} agrees with its files${input === null ? '' : ` and with ${input}`}: every hash, sum, border, shape and verdict comes out the same.\n`);
  for (const line of findings.lines()) process.stderr.write(`${line}\n`);
  if (!findings.none) process.stderr.write(`The plan in ${dir} does NOT agree with its files.\n`);
  return findings.none ? 0 : 1;
}

/**
 * Recomputes a plan from its files.
 *
 * @param input the file it was made from, to be compared as well; null = not at hand
 * @returns everything that disagrees
 * @throws InputError when the folder has no `plan.json`, or the input cannot be opened
 */
export async function verifyPlan(dir: string, input: string | null): Promise<Findings> {
  const findings = new Findings();
  const text = await planText(dir, 'plan.json');
  const plan = planDocument(text, findings);
  if (plan) {
    await checkFiles(dir, plan, findings);
    const read = await readFolder(dir, plan, findings);
    if (read !== null) await checkDerived(dir, read, text, findings);
    if (input !== null) await checkInput(dir, plan, input, findings);
  }
  return findings;
}

/** Every file is there and has the bytes it was written with. */
async function checkFiles(dir: string, plan: PlanDocument, findings: Findings): Promise<void> {
  const expected = plan.reading ? ['accounts.csv', ...(plan.layer ? ['areas.geojson'] : []), 'rejected.csv', 'territories.geojson', 'units.csv'] : ['borders.csv', 'territories.geojson', 'units.csv'];
  const listed = Object.keys(plan.files).sort();
  if (listed.join() !== expected.join()) findings.add('plan', 'plan.json, files', `lists ${listed.join(', ')}, expected ${expected.join(', ')}`);
  for (const name of expected) {
    const hash = await fileHash(dir, name);
    if (hash === null) findings.add('file', name, 'is missing');
    else if (hash !== plan.files[name]) findings.add('file', name, `is not the file that plan.json knows: SHA-256 ${hash}, expected ${plan.files[name]}`);
  }
}

/** Certificate, shapes and the plan itself, written once more and compared. */
async function checkDerived(dir: string, read: PlanInFolder, planBytes: string, findings: Findings): Promise<void> {
  const { plan, graph, units, accounts, areas } = read;
  const written = await planText(dir, 'certificate.json').catch(() => null);
  const sheet = judgedSheet(read, findings, (problem) => checkBound(written, problem, units.slots, findings));
  if (sheet === null) return;
  const k = plan.territories.length;
  compareJson('plan.json', planBytes, planJson(sheet, plan.files), findings);
  const planHash = await fileHash(dir, 'plan.json');
  if (written === null) findings.add('file', 'certificate.json', 'is missing');
  else compareJson('certificate.json', written, certificateJson(sheet, planHash!), findings);
  const shapes = await planText(dir, 'territories.geojson').catch(() => null);
  if (shapes !== null) compareJson('territories.geojson', shapes, [...territoriesGeojson(sheet, areas === null ? fileOutline(graph, units.slots, k, accounts?.lngLat) : areaShapes(areas, units.slots, k))].join(''), findings);
}
