import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unpackGraph } from '@hexalign/engine';
import { axeFindings } from './axe.ts';
import { colorado, type SmallPlan } from './colorado.ts';
import { startServer, type TestServer } from './server.ts';
import { fingerprint, mapReady, Visitor, type Visit } from './visitor.ts';

let server: TestServer;
let visitor: Visitor;
let plan: SmallPlan;
let visit: Visit;
let page: Page;

const read = async (of = plan.scenarioId): Promise<{ seq: number; unitsId: string; status: string }> => (await server.api('GET', `/scenarios/${of}`)) as { seq: number; unitsId: string; status: string };

/** Ground of one territory that borders on another, from the border inwards: so much of it that the other is far above its band. */
async function overgrown(): Promise<void> {
  const { unitsId } = await read();
  const graph = unpackGraph(await (await fetch(`${server.address}/api/units/${unitsId}/graph`, { headers: { cookie: server.cookie } })).arrayBuffer());
  const slots = await plan.slots(plan.scenarioId);
  const around = (u: number): Uint32Array => graph.neighbors.subarray(graph.offsets[u], graph.offsets[u + 1]);
  const start = [...slots.keys()].find((u) => slots[u] !== 0 && around(u).some((v) => slots[v] === 0))!;
  const reached = [start];
  for (const u of reached) for (const v of around(u)) if (slots[v] === slots[start] && !reached.includes(v)) reached.push(v);
  await plan.move(plan.scenarioId, reached.slice(0, Math.ceil(reached.length * 0.55)).sort((a, b) => a - b), 0);
}

beforeAll(async () => {
  [server, visitor] = await Promise.all([startServer({ demo: false }), Visitor.arrive()]);
  plan = await colorado(server);
  await overgrown();
  await server.api('POST', `/scenarios/${plan.scenarioId}/status`, { action: 'submit' });
  await server.api('POST', `/scenarios/${plan.scenarioId}/approve`, { seq: (await read()).seq });
  await server.api('POST', `/plans/${plan.planId}/timeline`, { scenarioId: plan.scenarioId, from: '2026-01-01' });
  visit = await visitor.open(server.address, { width: 1440, height: 900 });
  page = visit.page;
  await page.goto(plan.url());
  await mapReady(page);
}, 180_000);

afterAll(async () => {
  await visitor?.leave();
  await server?.stop();
});

const list = (): ReturnType<Page['getByRole']> => page.getByRole('complementary', { name: 'Issues' });
const issue = (): ReturnType<Page['getByRole']> => list().getByRole('button', { name: /left (its|their) bands?/ });

describe('what has drifted', () => {
  it('says what the page sees by itself, and, once somebody has looked, that it has drifted in force', async () => {
    await page.getByRole('tab', { name: /Territories/ }).focus();
    await page.keyboard.press('ArrowLeft');
    await list().getByRole('button', { name: /is at \d+% of its target/ }).first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await list().getByRole('button', { name: 'Look again' }).click();
    await issue().waitFor();
    expect(await page.getByRole('tab', { name: /Issues/ }).innerText()).toMatch(/1$/);
  });

  it('opens by a key, with the smallest repair: what moves, and the balance before and after', async () => {
    await page.getByRole('tab', { name: /Territories/ }).click();
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('n');
    await list().getByText(/is at \d+% of its Revenue target/).first().waitFor();
    await list().getByText(/^\d+ cells? from .+ to .+$/).first().waitFor();
    const table = list().getByRole('table', { name: 'Revenue' });
    expect(await table.getByRole('row').filter({ hasText: /▲ \d+%.*\d+%/ }).count()).toBeGreaterThan(0);
    expect(await axeFindings(page)).toEqual([]);
    const before = await fingerprint(page);
    await list().getByRole('button', { name: 'Show on the map' }).click();
    await page.getByText(/with the smallest repair/).waitFor();
    await page.getByRole('button', { name: 'Back to now' }).click();
    expect(await fingerprint(page)).toBe(before);
  });

  it('is put aside until a day, can be looked at there, and taken up again', async () => {
    await list().getByRole('button', { name: 'Leave it' }).click();
    const card = page.getByRole('dialog');
    await card.getByLabel('Why it is left as it is').fill('The move is agreed for spring');
    await card.getByLabel('Comes back after').fill('2999-12-31');
    expect(await axeFindings(page)).toEqual([]);
    await card.getByRole('button', { name: 'Leave as it is' }).click();
    await list().getByText('All clear').waitFor();
    await list().getByRole('button', { name: /1 issue is left as it is/ }).click();
    await list().getByText('Left until 31 Dec 2999: The move is agreed for spring').waitFor();
    await list().getByRole('button', { name: 'Take up again' }).click();
    await list().getByText(/^Left until 31 Dec 2999/).waitFor({ state: 'detached' });
    await issue().waitFor();
  });

  it('is repaired as one step of a branch, which undo takes back; what is in force stays as it is', async () => {
    const inForce = await fingerprint(page);
    const { seq } = await read();
    await list().getByRole('button', { name: 'Repair in a branch' }).click();
    await page.getByText(/^Moved \d+ cells? in a branch of its own/).waitFor();
    await page.waitForURL((url) => !url.pathname.includes(plan.scenarioId));
    await mapReady(page);
    const branch = page.url().split('/scenarios/')[1].split('?')[0];
    await page.getByText('Inside tolerance').first().waitFor();
    const repaired = await fingerprint(page);
    expect(repaired).not.toBe(inForce);
    expect((await read(branch)).seq).toBe(seq + 1);
    await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
    await page.getByText(/^Undid: moved/).waitFor();
    expect(await fingerprint(page)).toBe(inForce);
    expect(await read()).toMatchObject({ seq, status: 'active' });
  });

  it('does all this without an error on the console', () => {
    expect(visit.faults).toEqual([]);
  });
});
