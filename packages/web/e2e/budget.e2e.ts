import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atSmallPlan, type AtSmallPlan } from './atSmallPlan.ts';
import { axeFindings } from './axe.ts';
import { dragOverMap, fingerprint, mapReady, saved } from './visitor.ts';

let work: AtSmallPlan;
let page: Page;

/** Today's territories are in force, and the main scenario goes on from there. */
beforeAll(async () => {
  work = await atSmallPlan(async (server, { planId, scenarioId }) => {
    const { id, seq } = (await server.api('POST', `/scenarios/${scenarioId}/fork`, { name: 'In force' })) as { id: string; seq: number };
    await server.api('POST', `/scenarios/${id}/status`, { action: 'submit' });
    await server.api('POST', `/scenarios/${id}/approve`, { seq });
    await server.api('POST', `/plans/${planId}/timeline`, { scenarioId: id, from: '2026-01-01' });
  });
  page = work.visit.page;
}, 180_000);

afterAll(() => work?.leave());

const gauge = (): ReturnType<Page['getByTestId']> => page.getByTestId('budget');

/** Everything in the middle of the map goes to the first territory. */
async function paintMuch(): Promise<void> {
  await page.getByRole('option', { name: /^Northwest/ }).click();
  await page.locator('[role=option][aria-selected=true]', { hasText: 'Northwest' }).waitFor();
  await page.keyboard.press('l');
  await page.getByRole('button', { name: 'Lasso', exact: true, pressed: true }).waitFor();
  await dragOverMap(page, [[0.3, 0.3], [0.7, 0.3], [0.7, 0.7], [0.3, 0.7], [0.3, 0.32]]);
  await page.getByRole('button', { name: 'Move to Northwest' }).click();
}

describe('a change budget', () => {
  it('is set by whoever approves, and shows how much is used', async () => {
    await gauge().filter({ hasText: 'Set a change budget' }).click();
    const dialog = page.getByRole('dialog', { name: 'Change budget' });
    await dialog.getByLabel('Accounts that may change owner').fill('3');
    // What is chosen is read whole.
    const against = dialog.getByLabel('Counted against');
    await against.selectOption({ label: 'What was in force when the period began' });
    expect(await against.evaluate((field: HTMLSelectElement) => {
      const ink = document.createElement('canvas').getContext('2d')!;
      const { font, paddingLeft, paddingRight } = getComputedStyle(field);
      ink.font = font;
      return ink.measureText(field.selectedOptions[0].label).width < field.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    })).toBe(true);
    await dialog.getByLabel('Counted against').selectOption({ label: 'What is in force today' });
    await dialog.getByRole('button', { name: 'Set the budget' }).click();
    await dialog.getByText('Counted against In force').waitFor();
    await dialog.getByRole('group', { name: 'Share of accounts that changes owner' }).getByText(/left/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await axeFindings(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'detached' });
    await gauge().filter({ hasText: /Change budget: 0(\.0)?\s?% of 3(\.0)?\s?%/ }).waitFor();
    await page.getByRole('button', { name: 'What if', exact: true }).first().click();
    const limit = page.getByLabel('At most so much changes hands, in percent');
    await limit.waitFor();
    expect(await limit.inputValue()).toBe('3');
    await page.getByRole('button', { name: 'What if', exact: true }).first().click();
    await limit.waitFor({ state: 'detached' });
  });

  it('asks for a reason and who approves when a stroke goes beyond, and makes it once it is granted', async () => {
    const before = await fingerprint(page);
    await paintMuch();
    const ask = page.getByRole('dialog', { name: 'This goes beyond the change budget' });
    await ask.getByText(/of accounts would change owner; 3(\.0)?\s?% may/).waitFor();
    expect(await fingerprint(page)).toBe(before);
    expect(await axeFindings(page)).toEqual([]);
    await ask.getByRole('button', { name: 'Go beyond it' }).click();
    await ask.getByText('Give a reason.').waitFor();
    await ask.getByLabel('Reason').fill('the branch in Denver closes');
    await ask.getByRole('button', { name: 'Go beyond it' }).click();
    await ask.waitFor({ state: 'detached' });
    await page.getByText('The change is made, with your reason').waitFor();
    await saved(page);
    await page.waitForFunction((was) => document.querySelector('[data-testid=fingerprint]')?.textContent?.trim() !== was, before);
    await gauge().click();
    const dialog = page.getByRole('dialog', { name: 'Change budget' });
    await dialog.getByText(/the branch in Denver closes$/).first().waitFor();
    await dialog.getByText(/^Granted by/).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  it('waits for somebody else among what needs attention, who declines with a reason', async () => {
    const { server, plan } = work;
    const { approvers, limits: [{ used }], seq } = (await server.api('GET', `/scenarios/${plan.scenarioId}/budget`)) as { approvers: { id: string }[]; limits: { used: number }[]; seq: number };
    const key = (await server.api('POST', '/keys', { name: 'Pia', scope: { role: 'planner' } })) as { secret: string };
    const asked = await fetch(`${server.address}/api/scenarios/${plan.scenarioId}/budget/requests`, { method: 'POST', headers: { authorization: `Bearer ${key.secret}`, 'content-type': 'application/json' }, body: JSON.stringify({ baseSeq: seq, to: [{ what: 'accounts', share: Math.min(1, used + 0.2) }], reason: 'the spring round', approver: approvers[0].id }) });
    expect(asked.status).toBe(201);
    await page.goto(`${plan.url()}?left=attention`);
    await mapReady(page);
    await gauge().filter({ hasText: '1 request waits' }).waitFor();
    await gauge().click();
    const dialog = page.getByRole('dialog', { name: 'Change budget' });
    await dialog.getByText(/the spring round$/).waitFor();
    await dialog.getByLabel('Reason for the decision').fill('not before summer');
    await dialog.getByRole('button', { name: 'Decline' }).click();
    await dialog.getByText(/^Declined by .*: not before summer$/).waitFor();
    expect(work.visit.faults.filter((fault) => !fault.includes('409'))).toEqual([]);
  });
});
