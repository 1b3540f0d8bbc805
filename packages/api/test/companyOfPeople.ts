import { endpoints, type Edit, type Mapping } from '../contract/index.ts';
import { signedInByLink, type Client } from './client.ts';
import { endOf } from './following.ts';
import { CONNECTION, SCHEDULE, type Ids } from './requests.ts';
import type { TestServer } from './startTestServer.ts';

/** No word of everyday language begins like the words of these names, and nobody lives near these homes. */
export const UNMISTAKABLE = /zyxq|39\.98765|104\.98765/i;
const REPS = ['Zyxqanna Zyxqvrbl', 'Zyxqbert Zyxqplom', 'Zyxqcora Zyxqnurk', 'Zyxqdaan Zyxqfisk'];

/** A company whose file names territories by people, with people in every corner that people can stand in. */
export async function companyOfPeople(api: TestServer): Promise<{ readonly planner: Client; readonly ids: Ids }> {
  const owner = api;
  const { link } = await owner.call(endpoints.invite, { body: { email: 'zyxqpia@zyxq.example', scope: { role: 'owner' } } });
  const planner = api.as(await signedInByLink(api.server.address, new URL(link.address).hash.slice(1), { name: 'Zyxqpia Zyxqdoer', password: 'quiet meadow fourteen' }));
  const client = { ...api, ...planner };
  const { invitation } = await planner.call(endpoints.invite, { body: { email: 'zyxqlater@zyxq.example', scope: { role: 'viewer' } } });
  const datasetId = await upload(planner, 'accounts.csv', accounts());
  const { plan: started, job } = await planner.call(endpoints.createPlan, { body: { name: 'Plan of Zyxqanna Zyxqvrbl', datasetId, mapping: MAPPING, territories: null, tolerance: 0.5, region: 'us-co', start: 'today' } });
  await endOf(client, job.id);
  const plan = await planner.call(endpoints.readPlan, { params: { planId: started.id } });
  const [planId, scenarioId] = [plan.id, plan.scenarioId!];
  const check = await planner.call(endpoints.checkDataset, { params: { datasetId }, body: { mapping: MAPPING, region: null } });

  const people = REPS.map((name, i) => `zyxq${i}@zyxq.example,${name},39.98765,-104.98765,${400 + i},2020-01-0${i + 1}`);
  const importId = await taken(planner, 'people', `id,name,lat,lng,capacity,hired\n${people.join('\n')}\nZQ5,Zyxqspare Zyxqnoll,39.98765,-104.98765,1,2020-01-09\n`, null);
  await taken(planner, 'owners', `account,owner\nA1,${REPS[0]}\nA2,Zyxqghost Zyxqmirk\n`, planId);
  await taken(planner, 'accounts', `id,name,lat,lng,owner,revenue\nA1,First,39,-105,${REPS[1]},5\n`, null);

  const { territories } = await planner.call(endpoints.readScenario, { params: { scenarioId } });
  await planner.call(endpoints.setCovers, { params: { planId }, body: { covers: territories.slice(0, 3).map((territory, i) => ({ territory: territory!.id, person: `zyxq${i}@zyxq.example`, from: '2026-01-01' })) } });
  const edit = async (edits: Edit[], id = scenarioId, cause?: { kind: 'leave' | 'hire'; person: string; text?: string }): Promise<void> => {
    const { seq } = await planner.call(endpoints.readScenario, { params: { scenarioId: id } });
    await planner.call(endpoints.appendEdits, { params: { scenarioId: id }, body: { baseSeq: seq, edits, ...(cause ? { cause } : {}) } });
  };
  const fork = await planner.call(endpoints.forkScenario, { params: { scenarioId }, body: { name: 'Zyxqbert Zyxqplom leaves' } });
  await planner.call(endpoints.changeStatus, { params: { scenarioId: fork.id }, body: { action: 'submit', note: 'Zyxqcora wants it' } });
  await planner.call(endpoints.approveScenario, { params: { scenarioId: fork.id }, body: { seq: (await planner.call(endpoints.readScenario, { params: { scenarioId: fork.id } })).seq, note: 'as Zyxqdaan said' } });
  const { activations } = await planner.call(endpoints.activateRevision, { params: { planId }, body: { scenarioId: fork.id, from: '2026-01-01', note: 'for Zyxqanna Zyxqvrbl' } });

  const [first, second] = territories as NonNullable<(typeof territories)[number]>[];
  await edit([{ type: 'territory', slot: 0, from: first, to: { ...first, person: 'Zyxqnew Zyxqcomer' } }], scenarioId, { kind: 'hire', person: 'Zyxqnew Zyxqcomer', text: 'Zyxqnew Zyxqcomer is hired at 39.98765, -104.98765' });
  await edit([{ type: 'territory', slot: 1, from: second, to: { ...second, name: 'West of Zyxqbert Zyxqplom' } }, { type: 'constraint', id: 'home', from: null, to: { type: 'home', slot: 0, lng: -104.98765, lat: 39.98765, centreKm: null, reachKm: 900 } }]);
  await edit([{ type: 'hold', subject: 'account A2', from: null, to: { reason: 'Zyxqanna knows them', owner: 'Zyxqpia Zyxqdoer', expires: null } }, { type: 'named', account: 'A1', from: null, to: { slot: 2, reason: 'asked for by Zyxqcora', owner: 'Zyxqcora Zyxqnurk', expires: null } }], scenarioId, { kind: 'leave', person: 'Zyxqdaan Zyxqfisk', text: 'Zyxqdaan Zyxqfisk leaves' });
  await planner.call(endpoints.createRevision, { params: { scenarioId }, body: { name: 'Zyxqanna\'s', note: 'with Zyxqbert' } });
  const solve = await planner.call(endpoints.solveScenario, { params: { scenarioId: (await planner.call(endpoints.forkScenario, { params: { scenarioId }, body: { name: 'Other' } })).id }, body: { preset: 'fast', start: 'current' } });
  await endOf(client, solve.id);
  const { challenge } = await planner.call(endpoints.askChallenge, { params: { scenarioId }, body: { account: 'A1', reason: 'Zyxqanna Zyxqvrbl is their friend' } });

  const schedule = await planner.call(endpoints.createSchedule, { body: { ...SCHEDULE, name: 'Owners, from Zyxqpia Zyxqdoer' } });
  const { hook } = await planner.call(endpoints.createHook, { body: { name: 'Of Zyxqpia Zyxqdoer', url: 'https://files.example.com/hook', events: ['publish.done'] } });
  const connection = await planner.call(endpoints.createConnection, { body: { ...CONNECTION, name: 'CRM of Zyxqpia Zyxqdoer' } });
  const target = await planner.call(endpoints.createTarget, { params: { planId }, body: { name: 'Files', map: { crm: 'salesforce', people: { 'zyxq0@zyxq.example': '005zyxq' } } } });
  const publication = await planner.call(endpoints.checkPublication, { params: { planId }, body: { targetId: target.id, vacant: territories.map((territory) => territory!.id) } });
  const { link: joining } = await planner.call(endpoints.invite, { body: { email: 'zyxqmember@zyxq.example', scope: { role: 'viewer' } } });
  const member = api.as(await signedInByLink(api.server.address, new URL(joining.address).hash.slice(1), { name: 'Zyxqmember Zyxqlook', password: 'quiet meadow fourteen' }));
  const { key } = await planner.call(endpoints.createKey, { body: { name: 'k', scope: { role: 'viewer' } } });
  return {
    planner,
    ids: {
      planId, scenarioId, from: fork.id, with: fork.id, base: fork.id, challengeId: challenge!.id, unitsId: plan.unitsId!, datasetId, checkId: check.id, jobId: solve.id,
      activationId: activations[0].id, revisionId: activations[0].revisionId, importId, scheduleId: schedule.id, hookId: hook.id, connectionId: connection.id, targetId: target.id, publicationId: publication.id, keyId: key.id, invitationId: invitation.id,
      userId: (await member.call(endpoints.readSession)).user!.id, sessionId: '00000000-0000-4000-8000-000000000000', organisationId: (await planner.call(endpoints.readSession)).organisation!.id, accountId: 'A1', key: 'A1', territory: first.id,
    },
  };
}

const MAPPING: Mapping = { id: 'id', name: 'name', place: { kind: 'lngLat', lat: 'lat', lng: 'lng' }, measures: [{ name: 'Revenue', column: 'revenue', unit: 'currency' }], where: [], missing: 'reject', current: 'Account owner' };

/** Four owners in four corners of Colorado; one of their names stands on no other list. */
function accounts(): string {
  const owners = [...REPS.slice(0, 3), 'Zyxqonly Zyxqfile'];
  const lines = Array.from({ length: 200 }, (_, i) => {
    const [x, y] = [i % 20, Math.floor(i / 20)];
    return `A${i},${i === 7 ? 'Praxis Zyxqanna Zyxqvrbl' : `Account ${i}`},${(37.2 + 0.36 * y).toFixed(4)},${(-108.8 + 0.33 * x).toFixed(4)},${1000 + 7 * i},${owners[(x < 10 ? 0 : 1) + (y < 5 ? 0 : 2)]}`;
  });
  return `id,name,lat,lng,revenue,Account owner\n${lines.join('\n')}\nBAD,Zyxqbad,,,,Zyxqanna Zyxqvrbl\n`;
}

async function upload(client: Client, filename: string, text: string): Promise<string> {
  return (await client.call(endpoints.uploadDataset, { query: { filename }, body: new TextEncoder().encode(text) })).id;
}

async function taken(client: Client, kind: 'people' | 'owners' | 'accounts', text: string, planId: string | null): Promise<string> {
  const { id, counts } = await client.call(endpoints.startImport, { body: { datasetId: await upload(client, `${kind}.csv`, text), kind, planId } });
  if (counts.rejected > 0) throw new Error(`${counts.rejected} rows of ${kind} rejected`);
  await client.call(endpoints.commitImport, { params: { importId: id } });
  return id;
}
