import { strFromU8, unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { smallPlan } from '../../../test/smallPlan.ts';
import { writeExport } from '../writeExport.ts';

const exported = smallPlan();

describe('report as a workbook', () => {
  it('has summary, territories, accounts and changes; numbers are numbers, ids are texts, and nothing is a formula', async () => {
    const bytes = await writeExport('xlsx', exported);
    const read = (sheet: string) => readSheet(Buffer.from(bytes), sheet);
    const facts = Object.fromEntries((await read('Summary')).slice(1).map(([what, value]) => [what, value]));
    expect(facts).toMatchObject({ Plan: 'Hügel', Revision: 'revision 2: Approved', 'Hash of the document': 'ab'.repeat(32), Territories: 3, Accounts: 61, 'revenue: total': exported.plan.certificate.measures[0].total });
    const [head, first] = await read('Territories');
    expect(head.slice(0, 3)).toEqual(['territory', 'name', 'units']);
    expect(first.slice(0, 2)).toEqual(['T01', 'Zürich & "Süd" <1>']);
    expect(first[head.indexOf('revenue')]).toBe(exported.plan.certificate.measures[0].sums[0]);
    const accounts = await read('Accounts');
    expect(accounts.slice(1, 5).map(([id]) => id)).toEqual(['007', '-12', '=1+1', '+49 30 1']);
    expect(accounts[1][accounts[0].indexOf('revenue')]).toBe(1000.25);
    const changes = (await read('Changes')).slice(1);
    const moved = exported.plan.accounts!.ids.filter((_, a) => exported.plan.accounts!.current![a] !== exported.plan.territories[exported.plan.slots[a]].id);
    expect(changes.map(([id]) => id)).toEqual(moved);
    expect(facts['Accounts that change hands']).toBe(moved.length);
    const files = unzipSync(bytes);
    const sheets = Object.entries(files).filter(([name]) => name.startsWith('xl/worksheets/sheet')).map(([, content]) => strFromU8(content));
    expect(sheets).toHaveLength(4);
    for (const sheet of sheets) {
      expect(sheet).toMatch(/<pane [^>]*state="frozen"/);
      expect(sheet).not.toContain('<f>');
    }
  });

  it('speaks German to whoever reads German: sheets, headings, facts, the revision and what is not kept', async () => {
    const violations = [{ code: 'balance.outside', message: 'Zürich is 12.3 % above its target of revenue; 5 % is allowed.', slot: 0, measure: 'revenue', value: 0.123, limit: 0.05 }, { code: 'unit.unassigned', message: '1,240 units belong to no territory.', value: 1240, limit: 0 }];
    const plan = { ...exported.plan, certificate: { ...exported.plan.certificate, violations } };
    const bytes = await writeExport('xlsx', { ...exported, plan, language: 'de' });
    const read = (sheet: string) => readSheet(Buffer.from(bytes), sheet);
    const facts = Object.fromEntries((await read('Übersicht')).slice(1).map(([what, value]) => [what, value]));
    expect(facts).toMatchObject({ Plan: 'Hügel', Fassung: 'Fassung 2: Approved', Gebiete: 3, Kunden: 61, 'revenue: Summe': exported.plan.certificate.measures[0].total });
    expect((await read('Übersicht')).filter(([what]) => what === 'Nicht eingehalten').map(([, said]) => said)).toEqual(['Zürich liegt 12,3 % über dem Ziel von revenue; 5 % sind erlaubt.', '1.240 Zellen gehören zu keinem Gebiet.']);
    const english = await writeExport('xlsx', { ...exported, plan });
    expect((await readSheet(Buffer.from(english), 'Summary')).map(([, said]) => said)).toEqual(expect.arrayContaining(['revision 2: Approved', violations[0].message]));
    expect((await read('Gebiete'))[0].slice(0, 3)).toEqual(['Gebiet', 'Name', 'Zellen']);
    expect((await read('Kunden'))[0].slice(0, 1)).toEqual(['Kennung']);
    expect((await read('Wechsel')).length).toBeGreaterThan(1);
  });

  it('says so where nothing is known of today', async () => {
    const bytes = await writeExport('xlsx', { ...exported, plan: { ...exported.plan, accounts: { ...exported.plan.accounts!, current: null } } });
    expect((await readSheet(Buffer.from(bytes), 'Changes'))[1][0]).toMatch(/Nothing is known/);
  });
});
