import { fromCells, type Measure } from '@hexalign/engine';
import type { Appended, Edit, EditEntry, Scenario, ScenarioStatus } from '@hexalign/api/contract';
import { gridDisk, latLngToCell } from 'h3-js';
import { ApiError } from '../server/ApiError.ts';
import { inverse } from './changes.ts';
import { Editor } from './Editor.ts';
import type { Notice } from './EditorState.ts';
import type { Journal } from './journal/Journal.ts';
import type { OpenUnits } from './OpenUnits.ts';
import type { ScenarioServer } from './ScenarioServer.ts';

export const graph = fromCells(gridDisk(latLngToCell(40, -90, 5), 3));
export const n = graph.ids.length;
export const NOBODY = 0xffff;
/** Units after an import brought a ring of new ground. */
export const MORE = gridDisk(latLngToCell(40, -90, 5), 4).length;
export const measures: Measure[] = [{ key: 'money', unit: 'currency', values: Float64Array.from({ length: n }, (_, u) => 1 + (u % 7)) }];
export const accountsPerUnit = Uint32Array.from({ length: n }, (_, u) => u % 3);

/** A history like the server's, kept in memory; it can be told to have been changed by somebody else, or to be gone. */
export class FakeServer implements ScenarioServer {
  log: EditEntry[] = [];
  down = false;
  /** Writes what it is sent, and its answer gets lost. */
  deaf = false;
  status: ScenarioStatus = 'draft';
  requests = 0;
  private undone = new Set<number>();

  add(edit: Edit, undoes: number | null = null, name = 'You'): EditEntry {
    const seq = this.log.length + 1;
    const patch = edit.type === 'assign' ? edit.patch : { units: [], from: [], to: [] };
    const entry: EditEntry = { seq, at: new Date(0).toISOString(), actor: { id: name, name }, undoes, gesture: seq, cause: { kind: 'hand' }, summary: { type: edit.type, by: null, units: patch.units.length, from: [...new Set(patch.from)], to: [...new Set(patch.to)] }, edit };
    this.log.push(entry);
    return entry;
  }

  heads(): Promise<{ undo: number | null; redo: number | null; status: ScenarioStatus }> {
    const mine = this.log.filter(({ actor, undoes, seq }) => actor.id === 'You' && undoes === null && !this.undone.has(seq));
    return Promise.resolve({ undo: mine.at(-1)?.seq ?? null, redo: null, status: this.status });
  }

  async append(baseSeq: number, edits: Edit[], sent: string): Promise<Appended> {
    this.requests++;
    if (this.down) throw new ApiError('network', 'gone');
    const again = this.log.find((entry) => entry.sent === sent);
    if (again) {
      const own = this.log.filter(({ gesture }) => gesture === again.gesture);
      return { seq: this.log.length, appended: own, missing: this.log.slice(baseSeq).filter((entry) => !own.includes(entry)), ...(await this.heads()) };
    }
    if (this.status !== 'draft') throw new ApiError('scenario.frozen', 'frozen');
    const missing = this.log.slice(baseSeq);
    const mine = new Set(edits.flatMap((edit) => (edit.type === 'assign' ? edit.patch.units : [])));
    if (missing.some(({ edit }) => edit?.type === 'assign' && edit.patch.units.some((u) => mine.has(u)))) {
      throw new ApiError('scenario.stale', 'stale', { type: '', title: '', status: 409, code: 'scenario.stale', requestId: '1', value: { seq: this.log.length, missing } });
    }
    const from = this.log.length + 1;
    const appended = edits.map((edit, i) => Object.assign(this.add(edit), { gesture: from }, i === 0 ? { sent } : {}));
    if (this.deaf) throw new ApiError('network', 'the answer got lost');
    return { seq: this.log.length, appended, missing, ...(await this.heads()) };
  }

  async undo(): Promise<Appended> {
    const { undo } = await this.heads();
    if (undo === null) throw new ApiError('undo.nothing', 'nothing');
    this.undone.add(undo);
    const entry = this.add(inverse(this.log[undo - 1].edit as Edit), undo);
    return { seq: this.log.length, appended: [entry], missing: [], ...(await this.heads()) };
  }

  /** The same measures doubled, over the ground there is and one ring more at its end, as an import of accounts brings them. */
  units(unitsId: string): Promise<OpenUnits> {
    if (this.down) return Promise.reject(new ApiError('network', 'gone'));
    const cells = unitsId === 'more' ? [...graph.ids, ...gridDisk(latLngToCell(40, -90, 5), 4).filter((cell) => !graph.ids.includes(cell))] : [...graph.ids];
    const larger = { ...graph, ids: cells, areaKm2: Float64Array.from(cells, () => 1) };
    return Promise.resolve({ unitsId, graph: larger, measures: measures.map((one) => ({ ...one, values: Float64Array.from(cells, (_, u) => 2 + (u % 7)) })), accountsPerUnit: Uint32Array.from(cells, () => 1) });
  }

  /** Somebody imports accounts. */
  grow(from = '', to = 'more'): EditEntry {
    const sizes = (id: string): { unitsId: string; fingerprint: string; units: number } => ({ unitsId: id, fingerprint: id, units: id === 'more' ? MORE : n });
    const entry: EditEntry = { ...this.add({ type: 'measures', from: sizes(from), to: sizes(to) }, null, 'Hexalign'), cause: { kind: 'import', datasetId: null, filename: 'may.csv' } };
    this.log[this.log.length - 1] = entry;
    return entry;
  }

  after(seq: number): Promise<EditEntry[]> {
    return Promise.resolve(this.log.slice(seq));
  }

  sentAfter(seq: number): Promise<ReadonlySet<string>> {
    if (this.down) return Promise.reject(new ApiError('network', 'gone'));
    return Promise.resolve(new Set(this.log.slice(seq).flatMap(({ sent }) => sent ?? [])));
  }
}

/** A scenario of three territories, opened at the state that the server has. */
export function open(slots = new Uint16Array(n), server = new FakeServer(), journal?: Journal): { editor: Editor; server: FakeServer; notices: Notice[] } {
  for (const { edit } of server.log) if (edit?.type === 'assign') edit.patch.units.forEach((u, i) => (slots[u] = edit.patch.to[i]));
  const territory = (slot: number) => ({ id: `T0${slot + 1}`, name: `T0${slot + 1}`, colour: null, person: null, parent: null, level: 0 });
  const scenario: Scenario = {
    id: '', planId: '', name: '', layer: 'main', status: server.status, frozen: false, scratch: false, forkOf: null, origin: { kind: 'empty' }, seq: server.log.length, unitsId: '', fingerprint: graph.fingerprint, territories: [0, 1, 2].map(territory), locks: [],
    goals: [{ measure: 'money', share: null, tolerance: 0.1, weight: 1 }], holds: [], named: [], constraints: [], weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 }, undo: null, redo: null, jobId: null, updatedAt: new Date(0).toISOString(),
  };
  const editor = new Editor({ scenario, graph, measures, slots, accountsPerUnit }, server, journal);
  const notices: Notice[] = [];
  editor.onNotice((notice) => notices.push(notice));
  return { editor, server, notices };
}

/** Waits until what is on its way has an answer. */
export const settled = async (editor: Editor): Promise<void> => {
  for (let i = 0; i < 50 && editor.state.save.kind === 'saving'; i++) await Promise.resolve().then(() => new Promise((resolve) => setImmediate(resolve)));
};
