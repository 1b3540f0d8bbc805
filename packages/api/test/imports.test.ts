import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type Import, type ImportMapping, type StartImport } from '../contract/index.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

const HEADER = 'CRM ID;Name;Latitude;Longitude;PLZ;Umsatz;Owner;Segments';
const FIRST = [
  HEADER,
  '00017;Müller & Söhne;52,52;13,40;10115;1.234,50;anna;A|B',
  '9007199254740993;Žofín;48,14;11,58;80331;200;ben;',
  '3;Ohne Ort;;;99999;50;anna;C',
  '4;Nur PLZ;;;80331;70,5;ben;',
  '5;Minus;50,1;8,7;60311;-3;ben;',
  '5b;Kaputt;nord;8,7;;10;;',
  '00017;Doppelt;50;8;;1;;',
].join('\n');

describe('imports', () => {
  let api: TestServer;
  const mapping: ImportMapping = {
    fields: { id: 'CRM ID', name: 'Name', lat: 'Latitude', lng: 'Longitude', postal: 'PLZ', owner: 'Owner', segments: 'Segments' },
    constants: { country: 'DE' }, measures: [{ name: 'Revenue', column: 'Umsatz', unit: 'currency' }], where: [], missing: 'reject',
  };
  const upload = async (text: string, filename = 'list.csv'): Promise<string> => (await api.call(endpoints.uploadDataset, { query: { filename }, body: new TextEncoder().encode(text) })).id;
  const start = async (text: string, more: Partial<StartImport> = {}): Promise<Import> => api.call(endpoints.startImport, { body: { datasetId: await upload(text), kind: 'accounts', mapping, ...more } });
  const commit = ({ id }: Import): Promise<Import> => api.call(endpoints.commitImport, { params: { importId: id } });
  const undo = ({ id }: Import): Promise<Import> => api.call(endpoints.undoImport, { params: { importId: id } });
  const records = async (kind: StartImport['kind'] = 'accounts', scope = '') => (await api.call(endpoints.listRecords, { params: { kind }, query: { scope } })).records.map(({ key, body }) => ({ key, ...body }) as Record<string, unknown> & { key: string });

  beforeAll(async () => {
    api = await startTestServer();
  });
  afterAll(() => api.end());

  it('takes a postal table, and then finds accounts by it', async () => {
    const suggested = await api.call(endpoints.suggestMapping, { params: { datasetId: await upload('PLZ,lat,lng,Land\n80331,48.137,11.575,DE\n10115,52.53,13.38,DE\nbad,,13,DE\n') }, query: { kind: 'postal' } });
    expect(suggested).toMatchObject({ from: 'guess', mapping: { fields: { postal: 'PLZ', lat: 'lat', lng: 'lng', country: 'Land' } } });
    const postal = await start('PLZ,lat,lng,Land\n80331,48.137,11.575,DE\n10115,52.53,13.38,DE\nbad,,13,DE\n', { kind: 'postal', mapping: null });
    expect(postal).toMatchObject({ counts: { rows: 3, accepted: 2, rejected: 1 }, changes: { new: 2 }, groups: [{ code: 'place.missing', count: 1, kept: false }] });
    await commit(postal);
    expect((await records('postal')).map(({ key }) => key)).toEqual(['DE|10115', 'DE|80331']);
    const find = async (code: string, country?: string) => (await api.call(endpoints.findPostal, { query: { postal: code, country } })).place;
    expect(await find('10115', 'DE')).toMatchObject({ lng: expect.closeTo(13.38, 1) as number, approximate: false });
    expect(await find('2139')).toMatchObject({ lat: expect.closeTo(42.36, 1) as number });
    expect(await find('nowhere', 'DE')).toBeNull();
  });

  let first: Import;
  it('judges every row and changes nothing before it is committed', async () => {
    first = await start(FIRST);
    expect(first).toMatchObject({
      state: 'checked', counts: { rows: 7, accepted: 5, rejected: 2, filtered: 0, unplaced: 2, approximate: 0 },
      changes: { new: 5, changed: 0, gone: 0, unchanged: 0 }, measures: [{ name: 'Revenue', before: 0, after: 1565, new: 1565 }],
    });
    expect(first.groups.map(({ column, code, count, kept }) => [column, code, count, kept])).toEqual(expect.arrayContaining([
      ['PLZ', 'postal.unknown', 1, true], ['Latitude', 'place.missing', 1, true], ['Umsatz', 'field.negative', 1, false], ['CRM ID', 'id.repeated', 1, false], ['Latitude', 'place.not_a_number', 1, true],
    ]) as unknown);
    expect(await records()).toEqual([]);
    const csv = new TextDecoder().decode(await api.call(endpoints.readImportProblems, { params: { importId: first.id } }));
    expect(csv.split('\n')).toEqual(expect.arrayContaining(['row,column,code,found,expected', '6,Umsatz,field.negative,-3,a number >= 0: a number for Revenue', '8,CRM ID,id.repeated,00017,an id of its own; row 2 has this one']) as unknown);
  });

  it('keeps zeros in front, long ids and accents, places by postal code, and accounts without a place', async () => {
    const { changes } = await api.call(endpoints.readImportChanges, { params: { importId: first.id }, query: { change: 'new' } });
    expect(changes.map(({ key, row }) => [key, row])).toEqual([['00017', 2], ['3', 4], ['4', 5], ['5b', 7], ['9007199254740993', 3]]);
    expect((await commit(first)).state).toBe('committed');
    expect(await records()).toEqual([
      { key: '00017', name: 'Müller & Söhne', place: { lng: 13.4, lat: 52.52, by: 'file' }, postal: '10115', country: 'DE', owner: 'anna', segments: ['A', 'B'], measures: { Revenue: 1234.5 } },
      { key: '3', name: 'Ohne Ort', postal: '99999', country: 'DE', owner: 'anna', segments: ['C'], measures: { Revenue: 50 } },
      { key: '4', name: 'Nur PLZ', place: { lng: 11.575, lat: 48.137, by: 'postal' }, postal: '80331', country: 'DE', owner: 'ben', measures: { Revenue: 70.5 } },
      { key: '5b', name: 'Kaputt', country: 'DE', measures: { Revenue: 10 } },
      { key: '9007199254740993', name: 'Žofín', place: { lng: 11.58, lat: 48.14, by: 'file' }, postal: '80331', country: 'DE', owner: 'ben', measures: { Revenue: 200 } },
    ]);
    expect((await api.call(endpoints.listRecords, { params: { kind: 'accounts' }, query: { place: 'none' } })).records.map(({ key }) => key)).toEqual(['3', '5b']);
    expect((await api.refused(endpoints.commitImport, { params: { importId: first.id } })).code).toBe('import.state');
  });

  it('gives an account a place by hand, and no list without one takes it away', async () => {
    const patched = await api.call(endpoints.patchRecord, { params: { kind: 'accounts' }, body: { key: '3', set: { place: [10, 50] } } });
    expect(patched).toMatchObject({ cause: 'hand', body: { place: { lng: 10, lat: 50, by: 'hand' }, name: 'Ohne Ort' } });
    expect((await api.refused(endpoints.patchRecord, { params: { kind: 'accounts' }, body: { key: '3', set: { place: 'here' } } })).code).toBe('record.field');
    expect((await api.refused(endpoints.patchRecord, { params: { kind: 'accounts' }, body: { key: 'nobody', set: { name: 'x' } } })).code).toBe('record.unknown');
    expect((await api.call(endpoints.readInbox)).items).toMatchObject([{ code: 'place.none', kind: 'accounts', scope: '', count: 1, examples: [{ key: '5b', name: 'Kaputt' }] }]);
    const again = await start([HEADER, '3;Ohne Ort;;;99999;50;anna;C'].join('\n'));
    expect(again.changes).toEqual({ new: 0, changed: 0, gone: 4, unchanged: 1 });
  });

  it('remembers the layout, updates by id, and says first what is new, changed, gone and unchanged', async () => {
    const second = await start([HEADER, '00017;Müller & Söhne;52,52;13,40;10115;1.300,50;anna;A|B', '4;Nur PLZ;;;80331;70,5;ben;', '6;Neu;51;7;;5;;', '3;;x;;;no;;'].join('\n'), { mapping: null, gone: 'remove' });
    expect(second.mapping).toEqual(mapping);
    expect(second).toMatchObject({ changes: { new: 1, changed: 1, gone: 2, unchanged: 2 }, measures: [{ before: 1565, after: 1426, new: 5, changed: 66, gone: 210 }] });
    const changed = (await api.call(endpoints.readImportChanges, { params: { importId: second.id }, query: { change: 'changed' } })).changes;
    expect(changed).toMatchObject([{ key: '00017', row: 2, from: { measures: { Revenue: 1234.5 } }, to: { measures: { Revenue: 1300.5 }, owner: 'anna' } }]);
    const before = await records();
    // The choice for what is gone can be made once it is known how much that is.
    const kept = await api.call(endpoints.checkImport, { params: { importId: second.id }, body: { gone: 'keep' } });
    expect(kept).toMatchObject({ gone: 'keep', changes: second.changes, measures: [{ before: 1565, after: 1636 }] });
    expect(await api.call(endpoints.checkImport, { params: { importId: second.id }, body: { gone: 'remove' } })).toEqual(second);
    await commit(second);
    expect((await records()).map(({ key }) => key)).toEqual(['00017', '3', '4', '6']);
    expect((await api.call(endpoints.readImportChanges, { params: { importId: second.id }, query: { change: 'gone' } })).changes.map(({ key }) => key)).toEqual(['5b', '9007199254740993']);
    expect((await undo(second)).state).toBe('undone');
    expect(await records()).toEqual(before);
    const { versions } = await api.call(endpoints.readRecord, { params: { kind: 'accounts' }, query: { key: '9007199254740993' } });
    expect(versions.map(({ cause, body }) => [cause, body === null])).toEqual([['undo', false], ['import', true], ['import', false]]);
  });

  it('changes only the columns that a list has, and takes a value away where its cell is empty', async () => {
    const narrow = await start('id,owner\n00017,carl\n4,\n', { mapping: { fields: { id: 'id', owner: 'owner' }, constants: {}, measures: [], where: [], missing: 'reject' } });
    await commit(narrow);
    const [müller, , nur] = await records();
    expect(müller).toMatchObject({ owner: 'carl', name: 'Müller & Söhne', measures: { Revenue: 1234.5 } });
    expect(nur.owner).toBeUndefined();
    await undo(narrow);
  });

  it('refuses to commit what has become out of date, until it is checked again', async () => {
    const stale = await start([HEADER, '7;Spät;51;7;;1;;'].join('\n'));
    await commit(await start([HEADER, '8;Früh;51;7;;1;;', '7;Auch;51;7;;2;;'].join('\n')));
    expect((await api.refused(endpoints.commitImport, { params: { importId: stale.id } })).code).toBe('import.stale');
    const anew = await api.call(endpoints.checkImport, { params: { importId: stale.id } });
    expect(anew.changes).toMatchObject({ new: 0, changed: 1 });
    expect((await commit(stale)).state).toBe('committed');
  });

  it('finds imports by kind and by what they belong to', async () => {
    const all = await api.call(endpoints.listImports, { query: { scope: '' } });
    expect(all.total).toBeGreaterThan(3);
    expect(await api.call(endpoints.listImports, { query: { kind: 'people' } })).toEqual({ total: 0, imports: [] });
    expect(await api.call(endpoints.listImports, { query: { scope: 'Counties' } })).toEqual({ total: 0, imports: [] });
  });

  it('does not undo what later changes have touched', async () => {
    const [a, b] = [await start([HEADER, '9;A;51;7;;1;;'].join('\n')), 'later'];
    await commit(a);
    await commit(await start([HEADER, `9;${b};51;7;;1;;`].join('\n')));
    expect(await api.refused(endpoints.undoImport, { params: { importId: a.id } })).toMatchObject({ code: 'import.collides', found: 'later changes of 9' });
  });

  it('takes people, areas and owners', async () => {
    const people = await start('Person ID,Full name,Home ZIP,Languages,Capacity,Hire date,End date\np1,Zoë,02139,en;fr,40,2024-02-29,\np2,Sam,94105,,32,3/31/2026,31.12.2026\np3,Bad,94105,,32,4/5/2026,2026-02-30\n', { kind: 'people', mapping: null });
    expect(people.groups.map(({ column, code, examples }) => [column, code, examples[0].found])).toEqual([['Hire date', 'field.not_a_day', '4/5/2026'], ['End date', 'field.not_a_day', '2026-02-30']]);
    await commit(people);
    expect(await records('people')).toMatchObject([{ key: 'p1', name: 'Zoë', skills: ['en', 'fr'], capacity: 40, hired: '2024-02-29', place: { by: 'postal' } }, { key: 'p2', hired: '2026-03-31', leaves: '2026-12-31' }]);

    const square = (x: number) => ({ type: 'Polygon', coordinates: [[[x, 50], [x + 1, 50], [x + 1, 51], [x, 51], [x, 50]]] });
    const features = [{ type: 'Feature', properties: { code: '01', name: 'Ost' }, geometry: square(8) }, { type: 'Feature', properties: { code: '02', name: 'West' }, geometry: square(7) }, { type: 'Feature', properties: { code: '03' }, geometry: { type: 'Polygon', coordinates: [[[0, 0], [1, 1]]] } }];
    const areas = await start(JSON.stringify({ type: 'FeatureCollection', features }), { kind: 'areas', layer: 'Districts', mapping: null });
    expect(areas).toMatchObject({ counts: { accepted: 2, rejected: 1 }, groups: [{ code: 'geometry.unusable' }] });
    await commit(areas);
    expect(await api.call(endpoints.listLayers)).toEqual({ layers: [{ layer: 'Districts', areas: 2, overlaps: { overlaps: 0, slivers: 0, sliversKm2: 0 } }] });
    expect(await records('areas', 'Districts')).toMatchObject([{ key: '01', name: 'Ost', geometry: { type: 'Polygon' }, place: { lng: 8.5 } }, { key: '02' }]);

    await commit(await start('Account ID,Territory,Owner\n00017,T1,anna\n', { kind: 'owners', mapping: null }));
    expect(await records('owners')).toMatchObject([{ key: '00017', territory: 'T1', owner: 'anna' }]);
  });

  it('says what is missing instead of guessing wildly', async () => {
    expect(await api.refused(endpoints.startImport, { body: { datasetId: await upload('a,b\n1,2\n'), kind: 'people' } })).toMatchObject({ code: 'mapping.unclear' });
    expect(await api.refused(endpoints.startImport, { body: { datasetId: await upload('a,b\n1,2\n'), kind: 'people', mapping: { fields: { id: 'a', shoe: 'b' } } } })).toMatchObject({ code: 'mapping.unclear', where: 'the field shoe' });
    expect(await api.refused(endpoints.startImport, { body: { datasetId: await upload('a,b\n1,2\n'), kind: 'people', mapping: { fields: { id: 'c' } } } })).toMatchObject({ code: 'mapping.column_unknown' });
    expect(await api.refused(endpoints.startImport, { body: { datasetId: await upload('a,b\n1,2\n'), kind: 'areas', mapping: { fields: { id: 'a' } } } })).toMatchObject({ code: 'import.place' });
    const { total } = await api.call(endpoints.listImports, { query: { limit: 1 } });
    expect(total).toBeGreaterThan(8);
    expect(api.trouble).toEqual([]);
  });
});
