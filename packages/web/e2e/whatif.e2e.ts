import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atSmallPlan, type AtSmallPlan } from './atSmallPlan.ts';
import { axeFindings } from './axe.ts';
import type { SmallPlan } from './colorado.ts';
import { take } from './people.ts';
import type { TestServer } from './server.ts';
import { fingerprint, mapReady, pointOnMap, saved } from './visitor.ts';

let server: TestServer;
let plan: SmallPlan;
let work: AtSmallPlan;
let page: Page;

beforeAll(async () => {
  work = await atSmallPlan(async (at, { planId }) => {
    await take(at, 'id,name,lat,lng\np1,Ada Moreno,39.7,-105\n', 'people');
    await at.api('POST', `/plans/${planId}/covers`, { covers: [{ territory: 'Southeast', person: 'p1', from: '2026-01-01' }] });
  });
  ({ server, plan } = work);
  page = work.visit.page;
}, 180_000);

afterAll(() => work?.leave());

const panel = (): ReturnType<Page['getByRole']> => page.getByRole('complementary', { name: 'What if' });
const result = (): ReturnType<Page['getByRole']> => panel().getByTestId('whatif-result');
const territories = (): ReturnType<Page['getByRole']> => page.getByRole('listbox').getByRole('option');

/** The plan anew with the panel open and no territory at hand. */
async function opened(): Promise<void> {
  await page.goto(`${plan.url()}?panel=whatif`);
  await mapReady(page);
  await panel().waitFor();
}

async function asked(kind: string, fill: () => Promise<void> = async () => undefined): Promise<void> {
  await panel().getByLabel('What happens').selectOption({ label: kind });
  await fill();
  await panel().getByRole('button', { name: 'Propose' }).click();
}

async function choose(label: string, option: string | RegExp): Promise<void> {
  await panel().getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).last().click();
  await page.keyboard.press('Escape');
}

describe('what if', () => {
  it('somebody leaves: looked at on the map, nobody without owner, opened as a branch and adjusted there', async () => {
    const before = await fingerprint(page);
    await page.keyboard.press('Shift+W');
    await panel().waitFor();
    await panel().getByText('Choose somebody or a territory.').waitFor();
    await asked('Somebody leaves', () => choose('People who leave', 'Ada Moreno'));
    await panel().getByText('Ada Moreno leaves Southeast').waitFor();
    expect(await panel().getByTestId('whatif-unowned').innerText()).toBe('0 accounts without owner');
    await result().getByRole('row', { name: /^Territories 4 3$/ }).waitFor();
    await result().getByRole('row', { name: /^Southeast goes/ }).waitFor();
    await page.getByRole('status').getByText('What if', { exact: true }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await fingerprint(page)).toBe(before);
    await panel().getByRole('button', { name: 'Open as a branch to adjust' }).click();
    await page.getByText(/is open\. Adjust it on the map/).waitFor();
    await page.waitForURL((url) => !url.pathname.includes(plan.scenarioId));
    await mapReady(page);
    expect(await territories().count()).toBe(3);
    const taken = await fingerprint(page);
    await page.getByRole('option', { name: /Northwest/ }).click();
    await page.keyboard.press('w');
    await page.getByRole('button', { name: 'Grow by a ring' }).click();
    await page.getByText(/^Moved [\d,]+ cells? from .* to Northwest/).waitFor();
    await saved(page);
    expect(await fingerprint(page)).not.toBe(taken);
    // Every account says why it moved.
    const scenarioId = /scenarios\/([0-9a-f-]+)/.exec(page.url())![1];
    const edits = (await server.api('GET', `/scenarios/${scenarioId}/edits`)) as { edits: { cause: { kind: string; person?: string } }[] };
    expect(edits.edits[0].cause).toMatchObject({ kind: 'leave', person: 'Ada Moreno' });
  });

  it('somebody is hired: the home by a click, taken into the scenario as one step, and back', async () => {
    await page.goto(plan.url());
    await mapReady(page);
    const before = await fingerprint(page);
    await page.getByRole('button', { name: 'What if', exact: true }).click();
    await panel().getByLabel('What happens').selectOption({ label: 'Somebody is hired' });
    await panel().getByLabel('Name').fill('Cy Newcomer');
    await page.mouse.click(...await pointOnMap(page, 0.5, 0.45));
    await expect.poll(() => panel().getByLabel('Latitude').inputValue()).toMatch(/^3[789]/);
    await panel().getByLabel('Work at the start').fill('50');
    await panel().getByRole('button', { name: 'Propose' }).click();
    await result().getByRole('row', { name: /^T05 new/ }).waitFor();
    await panel().getByRole('button', { name: 'Put into this scenario' }).click();
    await page.getByText(/The change is in this scenario/).waitFor();
    await expect.poll(() => territories().count()).toBe(5);
    expect(await fingerprint(page)).not.toBe(before);
    await page.getByRole('heading', { name: 'Colorado' }).click();
    await page.keyboard.press('Control+z');
    await expect.poll(() => territories().count()).toBe(4);
    await expect.poll(() => fingerprint(page)).toBe(before);
    await saved(page);
  });

  it('every other playbook proposes, and a change of the question takes the proposal away', async () => {
    await opened();
    const before = await fingerprint(page);
    const field = (name: string, value: string) => async (): Promise<void> => panel().getByLabel(name, { exact: true }).fill(value);
    const territory = async (label: string, name: string): Promise<void> => void (await panel().getByLabel(label, { exact: true }).selectOption({ label: name }));
    for (const [kind, fill, sentence] of [
      ['A territory is split', () => territory('Territory', 'Northeast'), /Northeast is split, 50 % of it goes/],
      ['Two territories are merged', async () => { await territory('Territory', 'Northwest'); await territory('Into', 'Southwest'); }, /Northwest is merged into Southwest/],
      ['More or fewer territories', field('Number of territories', '6'), /there are 6 territories/],
      ['A target changes', async () => { await territory('Territory', 'Northwest'); await field('Share of the whole, in percent', '40')(); }, /Northwest should come to 40 % of everything/],
      ['Values shift by region', async () => { await field('Becomes, in percent of now', '300')(); await choose('Territory', 'Northwest'); }, /Revenue is 300 % of what it is in Northwest/],
      ['A drive radius', async () => { await field('At most, in kilometres', '140')(); }, /nobody drives further than 140 km/],
      ['Only back into balance', async () => { await panel().getByText('Limits', { exact: true }).click(); await field('Tolerance, in percent', '2')(); }, /the plan is brought into its bands/],
    ] as const) {
      await panel().getByLabel('What happens').selectOption({ label: kind });
      expect(await result().count()).toBe(0);
      if (kind === 'Values shift by region') await panel().getByText('In territories', { exact: true }).click();
      await fill();
      await panel().getByRole('button', { name: 'Propose' }).click();
      const answer = result().or(panel().getByRole('alert'));
      await answer.waitFor();
      expect(await answer.innerText()).toMatch(sentence);
      await result().getByText('0 accounts without owner').waitFor();
      if (kind === 'Values shift by region') await result().getByText(/Figures are of measures as they are assumed here/).waitFor();
    }
    expect(await axeFindings(page)).toEqual([]);
    expect(await fingerprint(page)).toBe(before);
    await panel().getByLabel('What happens').selectOption({ label: 'A segment counts' });
    await panel().getByRole('combobox', { name: 'Segments' }).or(panel().getByRole('textbox', { name: 'Segments' })).fill('Retail');
    await page.keyboard.press('Enter');
    await panel().getByRole('button', { name: 'Propose' }).click();
    await panel().getByRole('alert').getByText(/Import accounts with a column of segments first/).waitFor();
  });

  it('a grid of them: a table, a chart by keys, and any as a scenario', async () => {
    await opened();
    await panel().getByText('A grid of them', { exact: true }).click();
    await panel().getByLabel('Numbers of territories').fill('3, 4, 5');
    await panel().getByLabel('Tolerances, in percent').fill('5, 25');
    await panel().getByRole('button', { name: 'Answer 6 combinations' }).click();
    const answers = panel().getByRole('region', { name: 'What would come of each' });
    await panel().getByRole('button', { name: 'Answer 6 combinations' }).waitFor();
    await answers.getByRole('button', { name: /^Open number/ }).nth(5).waitFor();
    // The server keeps it: whoever comes back finds it.
    await opened();
    await panel().getByText('A grid of them', { exact: true }).click();
    await answers.getByRole('button', { name: /^Open number/ }).nth(5).waitFor();
    const chart = answers.getByRole('group', { name: /Revenue/ });
    await chart.getByRole('button').first().focus();
    await page.getByRole('status').getByText('What if', { exact: true }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await answers.getByRole('button', { name: 'Open number 1 as a scenario' }).click();
    await page.getByText(/^What if: 3 territories within 5(\.0)?% is open/).waitFor();
    await page.waitForURL((url) => !url.pathname.includes(plan.scenarioId));
    await mapReady(page);
    expect(await territories().count()).toBe(3);
  });

  it('is scheduled for a day', async () => {
    await opened();
    await asked('Somebody leaves', () => choose('Territories that are left', 'Northeast'));
    await result().waitFor();
    await panel().getByLabel('In force from').fill('2999-03-01');
    await panel().getByRole('button', { name: 'Approve and schedule' }).click();
    await page.getByText(/comes into force on 1 Mar 2999/).waitFor();
    const { activation } = (await server.api('GET', `/plans/${plan.planId}/in-force?date=2999-03-02`)) as { activation: { scenarioName: string } };
    expect(activation.scenarioName).toBe('What if: Northeast is dissolved');
    // But for the refusal that was asked for.
    expect(work.visit.faults.filter((fault) => !/422 .*\/whatif$/.test(fault))).toEqual([]);
  });
});
