import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENGINE_VERSION, unpackGraph, UNASSIGNED } from '@hexalign/engine';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, unpackAccounts, unpackMeasures, unpackSlots, type Dataset, type Plan, textAt, unpackNames } from '../contract/index.ts';
import { verifyPlan } from '../src/cli/verify.ts';
import { accountsFile, mapping, planOf } from './accountsFile.ts';
import { endOf, eventsOf, solved } from './following.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

/** The main job over HTTP, step after step on one server: each test stands on the ones before it. */
describe('from a file to a plan', () => {
  let api: TestServer;
  let dataset: Dataset;
  let plan: Plan;
  let scenarioId: string;
  const params = (): { scenarioId: string } => ({ scenarioId });

  beforeAll(async () => {
    api = await startTestServer();
  });
  afterAll(() => api.end());

  it('takes a file as a stream and looks into it', async () => {
    dataset = await api.call(endpoints.uploadDataset, { query: { filename: '../secret/accounts.csv' }, body: accountsFile() });
    expect(dataset).toMatchObject({ filename: 'accounts.csv', rows: 404, delimiter: ',', encoding: 'utf-8', header: ['id', 'name', 'lat', 'lng', 'revenue', 'hours', 'rep'] });
    expect(dataset.bytes).toBe(accountsFile().length);
    expect(dataset.sample[0][1]).toBe('Account 0, Ltd');
    expect(dataset.guess.mapping).toMatchObject({ id: 'id', name: 'name', place: { kind: 'lngLat', lat: 'lat', lng: 'lng' } });
    expect(await api.call(endpoints.readDataset, { params: { datasetId: dataset.id } })).toEqual(dataset);
  });

  it('judges every row under a mapping', async () => {
    const check = await api.call(endpoints.checkDataset, { params: { datasetId: dataset.id }, body: { mapping, region: 'us-co' } });
    expect(check).toMatchObject({ rows: 404, accepted: 400, rejected: 4, filtered: 0 });
    expect(check.groups.map(({ column, code, count }) => [column, code, count])).toEqual(expect.arrayContaining([['revenue', 'measure.negative', 1], ['revenue', 'measure.not_a_number', 1], ['id', 'id.repeated', 1]]));
    expect(check.regions).toEqual([{ code: 'us-co', name: 'Colorado', accounts: 400 }]);
    const [revenue] = check.measures;
    expect(revenue.heaviestCell!.value).toBeGreaterThanOrEqual(revenue.heaviestAccount!.value);
    const csv = new TextDecoder().decode(await api.call(endpoints.readRejected, { params: { datasetId: dataset.id, checkId: check.id } }));
    expect(csv.split('\n')[0]).toBe('row,column,code,found,expected');
    expect(csv.trim().split('\n').length - 1).toBe(check.problems.length);
    const west = await api.call(endpoints.checkDataset, { params: { datasetId: dataset.id }, body: { mapping: { ...mapping, where: [{ column: 'rep', op: '=', value: 'West' }] } } });
    expect(west.accepted + west.rejected + west.filtered).toBe(404);
    expect(west.filtered).toBeGreaterThan(100);
  });

  it('builds units and an empty scenario in a job', async () => {
    const started = await api.call(endpoints.createPlan, { body: planOf(dataset.id) });
    expect(started.plan).toMatchObject({ status: 'building', scenarioId: null, demo: false });
    const job = await endOf(api, started.job.id);
    expect(job).toMatchObject({ kind: 'build', state: 'done' });
    plan = await api.call(endpoints.readPlan, { params: { planId: started.plan.id } });
    expect(plan).toMatchObject({ name: 'Colorado', status: 'ready', territories: 5, accounts: 400, region: 'us-co', feasible: null, rows: { accepted: 400, rejected: 4, filtered: 0 } });
    expect(plan.facts.map(({ measure }) => measure)).toEqual(['Revenue', 'Hours']);
    expect(plan.facts[0].atMostTerritories).toBeGreaterThan(5);
    scenarioId = plan.scenarioId!;
    const { plans } = await api.call(endpoints.listPlans);
    expect(plans).toEqual([expect.objectContaining({ id: plan.id, territories: 5 })]);
  });

  it('hands out units as packed numbers that may be kept for ever', async () => {
    const units = await api.call(endpoints.readUnits, { params: { unitsId: plan.unitsId! } });
    const graph = unpackGraph(await api.call(endpoints.readGraph, { params: { unitsId: units.id } }));
    expect([graph.ids.length, graph.fingerprint]).toEqual([units.units, units.fingerprint]);
    const measures = unpackMeasures(await api.call(endpoints.readMeasures, { params: { unitsId: units.id } }));
    measures.forEach((values, m) => expect(values.reduce((a, b) => a + b, 0)).toBeCloseTo(units.measures[m].total, 6));
    const accounts = unpackAccounts(await api.call(endpoints.readAccounts, { params: { unitsId: units.id } }));
    const names = unpackNames(await api.call(endpoints.readAccountNames, { params: { unitsId: units.id } }));
    const page = await api.call(endpoints.listAccounts, { params: { unitsId: units.id }, query: { q: 'account 17,' } });
    expect(page).toMatchObject({ total: 1, accounts: [{ index: 17, id: 'A00017', name: 'Account 17, Ltd', unit: accounts.unit[17] }] });
    expect([textAt(names.ids, 17), textAt(names.names, 17), names.approximate.length]).toEqual(['A00017', 'Account 17, Ltd', units.accounts]);
    expect(page.accounts[0].values).toEqual(accounts.values.map((row) => row[17]));
    const inUnit = await api.call(endpoints.listAccounts, { params: { unitsId: units.id }, query: { unit: accounts.unit[17] } });
    expect(inUnit.accounts.map(({ index }) => index)).toContain(17);
    const response = await api.fetch(`/api/units/${units.id}/graph`);
    expect(response.headers.get('cache-control')).toContain('immutable');
  });

  it('designs in a job that tells how it goes', async () => {
    const job = await api.call(endpoints.solveScenario, { params: params(), body: { preset: 'fast', seed: 3 } });
    const events = await eventsOf(api, job.id);
    const end = events.at(-1)!;
    expect(end).toMatchObject({ type: 'end', data: { state: 'done', result: { seq: 1, interrupted: false, seed: 3 } } });
    expect(events.filter(({ type }) => type === 'progress').length).toBeGreaterThan(1);
    const after = await api.call(endpoints.readScenario, { params: params() });
    expect(after).toMatchObject({ seq: 1, undo: 1, redo: null, jobId: null });
    const slots = unpackSlots(await api.call(endpoints.readSlots, { params: params(), query: { seq: 1 } }), (await api.call(endpoints.readUnits, { params: { unitsId: plan.unitsId! } })).units);
    expect(new Set(slots)).toEqual(new Set([0, 1, 2, 3, 4]));
    const best = await api.call(endpoints.readJobBest, { params: { jobId: job.id } });
    expect(best.byteLength).toBe(slots.byteLength);
    const certificate = await api.call(endpoints.readCertificate, { params: params() });
    expect(certificate).toMatchObject({ seq: 1, feasible: true, contiguous: true, unassignedUnits: 0, lowerBound: null, seed: 3, engineVersion: ENGINE_VERSION, inputHash: dataset.sha256 });
    const { seq, bound, disruption } = await api.call(endpoints.readBound, { params: params() });
    expect([seq, disruption]).toEqual([1, null]);
    const proven = await api.call(endpoints.readCertificate, { params: params() });
    expect(proven).toEqual({ ...certificate, lowerBound: bound!.lowerBound, gap: bound!.gap });
    expect(bound!.lowerBound).toBeLessThanOrEqual(bound!.inertia);
    expect(bound!.gap).toBeCloseTo(bound!.inertia / bound!.lowerBound - 1, 9);
    expect(bound!.bands.map(({ measure }) => measure)).toEqual(certificate.measures.map(({ key }) => key));
    expect(await api.call(endpoints.readBound, { params: params(), query: { seq: 0 } })).toEqual({ seq: 0, bound: null, disruption: null });
    expect((await api.call(endpoints.readCertificate, { params: params(), query: { seq: 0 } })).seed).toBeNull();
    const [summary] = (await api.call(endpoints.listPlans)).plans;
    expect(summary.feasible).toBe(true);
    expect(summary.worstDeviation).toBeCloseTo(certificate.worstDeviation, 9);
  });

  it('records edits and takes them back, also after others read', async () => {
    const before = unpackSlots(await api.call(endpoints.readSlots, { params: params() }), (await api.call(endpoints.readUnits, { params: { unitsId: plan.unitsId! } })).units);
    const to = before[0] === 0 ? 1 : 0;
    const appended = await api.call(endpoints.appendEdits, { params: params(), body: { baseSeq: 1, edits: [{ type: 'assign', by: 'brush', patch: { units: [0], from: [before[0]], to: [to] } }] } });
    expect(appended).toMatchObject({ seq: 2, missing: [], undo: 2, redo: null });
    const undone = await api.call(endpoints.undoEdit, { params: params(), body: { baseSeq: 2, direction: 'undo' } });
    expect(undone).toMatchObject({ seq: 3, undo: 1, redo: 3, appended: [{ undoes: 2, edit: { patch: { units: [0], from: [to], to: [before[0]] } } }] });
    const redone = await api.call(endpoints.undoEdit, { params: params(), body: { baseSeq: 3, direction: 'redo' } });
    expect(redone).toMatchObject({ seq: 4, undo: 4, redo: null });
    await api.call(endpoints.undoEdit, { params: params(), body: { baseSeq: 4, direction: 'undo' } });
    const solverUndone = await api.call(endpoints.undoEdit, { params: params(), body: { baseSeq: 5, direction: 'undo' } });
    expect(solverUndone.undo).toBeNull();
    const empty = new Uint16Array(await api.call(endpoints.readSlots, { params: params() }));
    expect(empty.every((slot) => slot === UNASSIGNED)).toBe(true);
    await api.call(endpoints.undoEdit, { params: params(), body: { baseSeq: 6, direction: 'redo' } });
    const now = new Uint16Array(await api.call(endpoints.readSlots, { params: params() }));
    expect(now).toEqual(before);
    const { edits } = await api.call(endpoints.listEdits, { params: params(), query: { order: 'newest', limit: 3 } });
    expect(edits.map(({ seq }) => seq)).toEqual([7, 6, 5]);
  });

  it('renames, adds and removes territories in the same history', async () => {
    const { territories, seq } = await api.call(endpoints.readScenario, { params: params() });
    const renamed = { ...territories[0]!, name: 'Front Range', colour: 4 };
    const added = { ...territories[0]!, id: 'T06', name: 'New' };
    const first = await api.call(endpoints.appendEdits, { params: params(), body: { baseSeq: seq, edits: [{ type: 'territory', slot: 0, from: territories[0], to: renamed }, { type: 'territory', slot: 5, from: null, to: added }] } });
    expect(first.appended.map(({ gesture }) => gesture)).toEqual([seq + 1, seq + 1]);
    expect((await api.call(endpoints.readScenario, { params: params() })).territories.map((t) => t?.name)).toEqual(['Front Range', 'T02', 'T03', 'T04', 'T05', 'New']);
    const undone = await api.call(endpoints.undoEdit, { params: params(), body: { baseSeq: first.seq, direction: 'undo' } });
    expect((await api.call(endpoints.readScenario, { params: params() })).territories).toEqual([...territories, null]);
    const refused = await api.refused(endpoints.appendEdits, { params: params(), body: { baseSeq: undone.seq, edits: [{ type: 'territory', slot: 0, from: territories[0], to: null }] } });
    expect(refused).toMatchObject({ status: 422, code: 'edit.invalid' });
  });

  it('exports accounts, units, territories and the whole plan', async () => {
    const accounts = new TextDecoder().decode(await api.call(endpoints.exportAccounts, { params: params() }));
    expect(accounts.split('\n')[0]).toBe('id,territory,unit,lng,lat,Revenue,Hours');
    expect(accounts.trim().split('\n')).toHaveLength(401);
    const territories = JSON.parse(new TextDecoder().decode(await api.call(endpoints.exportTerritories, { params: params() }))) as { features: { geometry: { type: string } }[] };
    expect(territories.features.map(({ geometry }) => geometry.type)).toEqual(Array.from({ length: 5 }, () => 'MultiPolygon'));
    const files = unzipSync(new Uint8Array(await api.call(endpoints.exportPlan, { params: params() })));
    expect(Object.keys(files).sort()).toEqual(['accounts.csv', 'certificate.json', 'plan.json', 'rejected.csv', 'territories.geojson', 'units.csv']);
    expect(new TextDecoder().decode(files['accounts.csv'])).toBe(accounts);
    const proof = JSON.parse(new TextDecoder().decode(files['certificate.json'])) as { bound: { lowerBound: number } };
    expect(proof.bound.lowerBound).toBeGreaterThan(0);
    const folder = await mkdtemp(join(tmpdir(), 'hexalign-exported-'));
    await Promise.all(Object.entries(files).map(([name, bytes]) => writeFile(join(folder, name), bytes)));
    expect((await verifyPlan(folder, null)).lines()).toEqual([]);
    await rm(folder, { recursive: true });
    const again = unzipSync(new Uint8Array(await api.call(endpoints.exportPlan, { params: params() })));
    expect(again).toEqual(files);
    const empty = await api.refused(endpoints.exportPlan, { params: params(), query: { seq: 0 } });
    expect(empty.code).toBe('scenario.incomplete');
    expect(new TextDecoder().decode(await api.call(endpoints.exportUnits, { params: params(), query: { seq: 0 } })).split('\n')[1].split(',')[1]).toBe('');
  });

  it('renames, archives, copies, deletes and restores plans', async () => {
    const planId = { planId: plan.id };
    expect(await api.call(endpoints.patchPlan, { params: planId, body: { name: '  Rockies ', archived: true } })).toMatchObject({ name: 'Rockies', archived: true });
    expect((await api.call(endpoints.listPlans)).plans).toEqual([]);
    expect((await api.call(endpoints.listPlans, { query: { state: 'archived' } })).plans).toHaveLength(1);
    await api.call(endpoints.patchPlan, { params: planId, body: { archived: false } });
    const copy = await api.call(endpoints.duplicatePlan, { params: planId, body: {} });
    expect(copy).toMatchObject({ name: 'Rockies (copy)', feasible: true, unitsId: plan.unitsId });
    expect(await api.call(endpoints.readSlots, { params: { scenarioId: copy.scenarioId! } })).toEqual(await api.call(endpoints.readSlots, { params: params() }));
    await api.call(endpoints.deletePlan, { params: { planId: copy.id } });
    expect((await api.call(endpoints.listPlans, { query: { state: 'deleted' } })).plans.map(({ id }) => id)).toEqual([copy.id]);
    expect((await api.refused(endpoints.patchPlan, { params: { planId: copy.id }, body: { name: 'x' } })).code).toBe('plan.deleted');
    expect((await api.call(endpoints.restorePlan, { params: { planId: copy.id } })).deletedAt).toBeNull();
  });

  it('begins with today\'s territories when the file names them', async () => {
    const { plan: today, job } = await api.call(endpoints.createPlan, { body: planOf(dataset.id, { name: 'Today', territories: null, start: 'today', mapping: { ...mapping, current: 'rep' } }) });
    expect((await endOf(api, job.id)).state).toBe('done');
    const { scenarioId: id } = await api.call(endpoints.readPlan, { params: { planId: today.id } });
    const scenario = await api.call(endpoints.readScenario, { params: { scenarioId: id! } });
    expect(scenario.territories.map((t) => t?.name)).toEqual(['North', 'South', 'West']);
    const slots = new Uint16Array(await api.call(endpoints.readSlots, { params: { scenarioId: id! } }));
    expect(new Set(slots)).toEqual(new Set([0, 1, 2]));
    const ended = await solved(api, id!, 0.2);
    expect(ended.result).toMatchObject({ seq: 3 });
    const { goals } = await api.call(endpoints.readScenario, { params: { scenarioId: id! } });
    expect(goals.map(({ tolerance }) => tolerance)).toEqual([0.2, 0.2]);
    // Measures of other weight and tolerance are designed, judged and exported as asked.
    const hours = goals.find(({ measure }) => measure === 'Hours')!;
    const { seq } = await api.call(endpoints.readScenario, { params: { scenarioId: id! } });
    await api.call(endpoints.appendEdits, { params: { scenarioId: id! }, body: { baseSeq: seq, edits: [{ type: 'goal', measure: 'Hours', from: hours, to: { ...hours, tolerance: 0.3, weight: 2 } }] } });
    await solved(api, id!);
    const { measures } = await api.call(endpoints.readCertificate, { params: { scenarioId: id! } });
    expect(measures.map(({ tolerance }) => tolerance)).toEqual([0.2, 0.3]);
    const files = unzipSync(new Uint8Array(await api.call(endpoints.exportPlan, { params: { scenarioId: id! } })));
    expect(JSON.parse(new TextDecoder().decode(files['plan.json']))).toMatchObject({ tolerance: 0.3, demands: { tolerances: { Revenue: 0.2 }, weights: { Hours: 2 } } });
    const folder = await mkdtemp(join(tmpdir(), 'hexalign-weighed-'));
    await Promise.all(Object.entries(files).map(([name, bytes]) => writeFile(join(folder, name), bytes)));
    expect((await verifyPlan(folder, null)).lines()).toEqual([]);
    await rm(folder, { recursive: true });
    const { disruption } = await api.call(endpoints.readBound, { params: { scenarioId: id! } });
    expect(disruption).toMatchObject({ of: 400, measures: [{ key: 'Revenue' }, { key: 'Hours' }] });
    for (const { moved, of, least } of disruption!.measures) {
      expect(least).toBeGreaterThanOrEqual(0);
      expect(least).toBeLessThanOrEqual(moved * (1 + 1e-9));
      expect(moved).toBeLessThanOrEqual(of);
    }
  });

  it('logged no trouble on the way', () => {
    expect(api.trouble).toEqual([]);
  });
});
