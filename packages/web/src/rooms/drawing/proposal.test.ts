import { drain, fromCells, UNASSIGNED, type Measure } from '@hexalign/engine';
import type { Edit, Scenario, Territory } from '@hexalign/api/contract';
import { gridDisk, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { evenedOut, inParts } from '../../engine/redraw.ts';
import { compactProblem } from '../../editor/compactProblem.ts';
import { Editor } from '../../editor/Editor.ts';
import { filtered } from './paintFilter.ts';
import { proposalEdits, proposalFigures } from './proposal.ts';
import { evenOf, mergeOf, splitOf, swapCellsOf, swapOf, unitsOf } from './proposals.ts';

const graph = fromCells(gridDisk(latLngToCell(40, -90, 5), 4));
const n = graph.ids.length;
const measures: Measure[] = [{ key: 'money', unit: 'currency', values: Float64Array.from({ length: n }, (_, u) => 1 + (u % 5)) }];

function open(slotOf: (u: number) => number, locks: number[] = []): { editor: Editor; sent: Edit[][] } {
  const territory = (slot: number): Territory => ({ id: `T0${slot + 1}`, name: `Area ${slot + 1}`, colour: null, person: 'Ada', parent: null, level: 0 });
  const scenario: Scenario = {
    id: '', planId: '', name: '', layer: 'main', status: 'draft', frozen: false, scratch: false, forkOf: null, origin: { kind: 'empty' }, seq: 0, unitsId: '', fingerprint: graph.fingerprint, territories: [0, 1, 2].map(territory), locks,
    goals: [{ measure: 'money', share: null, tolerance: 0.1, weight: 1 }], holds: [], named: [], constraints: [], weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 }, undo: null, redo: null, jobId: null, updatedAt: new Date(0).toISOString(),
  };
  const sent: Edit[][] = [];
  const never = new Promise<never>(() => undefined);
  const server = { append: (_: number, edits: Edit[]) => { sent.push(edits); return never; }, undo: () => never, after: () => never, sentAfter: () => never, heads: () => never, units: () => never };
  return { editor: new Editor({ scenario, graph, measures, slots: Uint16Array.from({ length: n }, (_, u) => slotOf(u)), accountsPerUnit: new Uint32Array(n).fill(1) }, server), sent };
}

const targets = (editor: Editor): number[] => editor.state.figures.filter(({ slot }) => editor.state.territories[slot]).map(({ balance }) => balance[0].target);
const total = measures[0].values.reduce((a, b) => a + b, 0);

/** What the proposal said, against what is so once it is made. */
function expectAsSaid(editor: Editor, proposal: Parameters<typeof proposalFigures>[1]): void {
  const said = proposalFigures(editor, proposal);
  expect(editor.together(proposalEdits(editor, proposal))).toBe(true);
  for (const { slot, units, balance } of said) {
    const now = editor.state.figures[slot];
    expect(now.units).toBe(units);
    expect(now.balance[0].sum).toBeCloseTo(balance[0].sum, 9);
    expect(now.balance[0].target).toBeCloseTo(balance[0].target, 6);
  }
}

describe('a proposal', () => {
  it('swaps whole territories, and picked cells of exactly two', () => {
    const { editor } = open((u) => u % 3);
    const [a, b] = [unitsOf(editor.slots, 0), unitsOf(editor.slots, 1)];
    expectAsSaid(editor, swapOf(editor.slots, 0, 1));
    expect([unitsOf(editor.slots, 1), unitsOf(editor.slots, 0)]).toEqual([a, b]);
    expect(swapCellsOf(editor.slots, new Set([0, 1, 2]), editor.state.territories)).toBeNull();
    const cells = swapCellsOf(editor.slots, new Set([0, 1]), editor.state.territories);
    expect(cells?.moves).toEqual({ units: [0, 1], to: [editor.slots[1], editor.slots[0]] });
  });

  it('merges in one gesture: the other targets stay, and the one that goes hands its own over', () => {
    const { editor, sent } = open((u) => u % 3);
    expectAsSaid(editor, mergeOf(editor.slots, 0, 2));
    expect(editor.state.territories.map((territory) => territory?.name ?? null)).toEqual([null, 'Area 2', 'Area 3']);
    expect(targets(editor).map((target) => target / total)).toEqual([expect.closeTo(1 / 3, 9), expect.closeTo(2 / 3, 9)]);
    expect(sent).toHaveLength(1);
    expect(sent[0].map(({ type }) => type)).toEqual(['goal', 'assign', 'territory']);
  });

  it('splits in parts that share the target, named after the first, vacant', () => {
    const { editor } = open(() => 1);
    const units = unitsOf(editor.slots, 1);
    expectAsSaid(editor, splitOf(editor.state.territories, 1, [units.slice(20), units.slice(0, 20)], [3, 1]));
    expect(editor.state.territories[3]).toMatchObject({ id: 'T04', name: 'Area 2 2', person: null });
    expect(editor.state.figures[3].balance[0].target / total).toBeCloseTo(1 / 12, 9);
    expect(targets(editor).reduce((a, b) => a + b, 0)).toBeCloseTo(total, 6);
  });

  it('is not made in part where a territory is locked', () => {
    const { editor } = open((u) => u % 3, [0]);
    expect(proposalEdits(editor, mergeOf(editor.slots, 0, 2))).toEqual([]);
    expect(proposalEdits(editor, mergeOf(editor.slots, 1, 0))).toEqual([]);
  });
});

describe('the engine, asked by the page', () => {
  it('splits in parts alike by area or by balance, the first keeping its slot', () => {
    const { editor } = open((u) => (graph.lngLat[2 * u] < -90 ? 0 : 2));
    const { problem, slots, live } = compactProblem(editor);
    expect(live).toEqual([0, 1, 2]);
    for (const by of ['area', 'balance'] as const) {
      const found = inParts({ ...problem, graph }, slots, 0, 3, by);
      const sizes = [0, 3, 4].map((slot) => found.reduce((sum, s, u) => sum + (s === slot ? (by === 'area' ? graph.areaKm2[u] : measures[0].values[u]) : 0), 0));
      const mean = (sizes[0] + sizes[1] + sizes[2]) / 3;
      for (const size of sizes) expect(Math.abs(size - mean) / mean).toBeLessThan(0.25);
      expect(unitsOf(found, 2)).toEqual(unitsOf(slots, 2));
    }
  });
});

describe('evening out', () => {
  it('moves ground between the two alone until they stand alike, as a proposal', () => {
    const { editor } = open((u) => (graph.lngLat[2 * u] < -90.1 ? 0 : 2));
    const { problem, slots, live } = compactProblem(editor);
    // Inside the tolerance already, and still not even.
    const goals = problem.goals.map((goal) => ({ ...goal, tolerance: 0.4 }));
    const { slots: found } = drain(evenedOut({ ...problem, goals, graph }, slots, 0, 2));
    const proposal = evenOf(editor.slots, found, live, 0, 2);
    expect(proposal.moves.units.length).toBeGreaterThan(0);
    const [a, b] = proposalFigures(editor, proposal).map(({ balance }) => balance[0].sum);
    expect(Math.abs(a - b) / (a + b)).toBeLessThan(0.1);
    expectAsSaid(editor, proposal);
  });
});

describe('the filter of a stroke', () => {
  it('keeps to one donor, to what nobody has, and to one area, and says why', () => {
    const slots = Uint16Array.of(0, 1, 2, UNASSIGNED, 1);
    const name = (slot: number): string => `Area ${slot + 1}`;
    const donor = { onlyUnassigned: false, onlyDonor: true, donor: null as number | null, area: null };
    expect(filtered([0, 1, 2, 4], slots, 0, donor, name)).toEqual({ units: [1, 4], met: { kind: 'filtered', by: 'donor', name: 'Area 2' } });
    expect(donor.donor).toBe(1);
    expect(filtered([1, 3], slots, 0, { onlyUnassigned: true, onlyDonor: false, donor: null, area: null }, name)).toEqual({ units: [3], met: { kind: 'filtered', by: 'unassigned', name: '' } });
    expect(filtered([1, 2], slots, 0, { onlyUnassigned: false, onlyDonor: false, donor: null, area: { of: Int32Array.of(5, 5, 6, 5, 5), at: 5, name: 'Adams, CO' } }, name)).toEqual({ units: [1], met: { kind: 'filtered', by: 'area', name: 'Adams, CO' } });
  });
});
