import { assignmentHash, verifyCells } from '@hexalign/engine';
import type { FeatureCollection } from 'geojson';
import { linked } from '../units/buildUnits.ts';
import { checkAccounts } from './checkAccounts.ts';
import { checkBorders } from './checkBorders.ts';
import type { Findings } from './findings.ts';
import type { PlanRead } from './judgedSheet.ts';
import type { PlanDocument } from './planDocument.ts';
import { readAreas, readLand } from './readLand.ts';
import { planText } from './readPlan.ts';
import { readUnits } from './readUnits.ts';

/** A plan read from its folder, and the areas that are its units; null for cells. */
export interface PlanInFolder extends PlanRead {
  readonly areas: FeatureCollection | null;
}

/** Reads units, ground and accounts of a plan, and checks that they fit one another; null, with findings, when they cannot be used. */
export async function readFolder(dir: string, plan: PlanDocument, findings: Findings): Promise<PlanInFolder | null> {
  const units = await readUnits(dir, plan, findings);
  if (!units) return null;
  if (plan.reading && !plan.layer) for (const { code, message } of verifyCells(units.ids, units.slots, plan.territories.length, [], (slot) => plan.territories[slot].id).violations) if (code.startsWith('cell.')) findings.add('cell', 'units.csv', message);
  const areas = plan.layer === undefined ? null : await readAreas(dir, findings);
  if (plan.layer !== undefined && areas === null) return null;
  const land = await readLand(dir, plan, units, areas, findings);
  if (!land) return null;
  const claimsPieces = !/"contiguous": false/.test(await planText(dir, 'certificate.json').catch(() => ''));
  const broken = checkBorders(plan, land, units.slots, claimsPieces, findings);
  if (broken) return null;
  const graph = linked(land, plan.links);
  const hash = assignmentHash(graph.fingerprint, units.slots);
  if (hash !== plan.assignmentHash) findings.add('hash', 'plan.json, assignmentHash', `is ${plan.assignmentHash}; units, links and territories come to ${hash}`);
  plan.measures.forEach(({ name, total }, m) => {
    const sum = units.values[m].reduce((all, value) => all + value, 0);
    if (!near(sum, total)) findings.add('total', `plan.json, measures, ${name}`, `has a total of ${total}; the units come to ${sum}`);
  });
  const accounts = plan.reading ? await checkAccounts(dir, plan, units, areas, findings) : null;
  return { plan, graph, units, accounts, areas };
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}
