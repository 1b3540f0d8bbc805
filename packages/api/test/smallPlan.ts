import { certify, fileOutline, fromCells } from '@hexalign/engine';
import { gridDisk, latLngToCell } from 'h3-js';
import type { Exported } from '../src/exports/exported.ts';
import { problemOf } from '../src/solving/problemOf.ts';
import { unitAt } from '../src/units/unitAt.ts';

/** A hill of Colorado in three territories with names that files trip over; the middle one has a hole that the last fills. */
export function smallPlan(): Exported {
  const middle = latLngToCell(39.5, -105.5, 5);
  const graph = fromCells(gridDisk(middle, 4));
  const lngOf = (cell: string): number => graph.lngLat[2 * graph.ids.indexOf(cell)];
  const hole = graph.ids.indexOf(gridDisk(middle, 1).reduce((east, cell) => (lngOf(cell) > lngOf(east) ? cell : east)));
  const slots = Uint16Array.from(graph.ids, (_, u) => (u === hole ? 2 : graph.lngLat[2 * u] < -105.8 ? 0 : 1));
  const territories = [{ id: 'T01', name: 'Zürich & "Süd" <1>' }, { id: 'T02', name: '=HYPERLINK("http://x")' }, { id: '../T03', name: '東京 / east' }];
  const lngLat = Float64Array.from(graph.ids.flatMap((_, u) => [graph.lngLat[2 * u], graph.lngLat[2 * u + 1]]));
  const ids = graph.ids.map((_, u) => (u === 0 ? '007' : u === 1 ? '-12' : u === 2 ? '=1+1' : u === 3 ? '+49 30 1' : `A${u}`));
  const revenue = Float64Array.from(graph.ids, (_, u) => 1000 + u + 0.25);
  const measures = [{ key: 'revenue', unit: 'currency' as const, values: revenue }, { key: 'Besuche pro Jahr', unit: 'count' as const, values: Float64Array.from(graph.ids, () => 2) }];
  const shares = measures.map(() => Float64Array.from([1 / 3, 1 / 3, 1 / 3]));
  const certificate = certify(problemOf({ graph, measures, k: 3, shares, tolerance: [0.1, 0.1], weight: [1, 1], constraints: [] }), slots, { names: territories.map(({ name }) => name) });
  const current = graph.ids.map((_, u) => (u % 9 === 0 ? 'T03' : territories[slots[u]].id));
  return {
    plan: {
      engineVersion: '0.1.0', seed: 1, preset: 'balanced', tolerance: 0.1, region: 'us-co', resolution: [5, 5], graph, measures, columns: ['REV', 'VISITS'], slots, territories,
      shares: [null, null], locks: [], links: [], accounts: { ids, rows: Uint32Array.from(ids.keys(), (i) => i + 2), lngLat, values: measures.map(({ values }) => values), current, approximate: new Uint8Array(ids.length) },
      unitOfAccount: Uint32Array.from(ids.keys()), reading: null, currentOfUnit: null, disruption: null, inputHash: '0'.repeat(64), assignmentHash: certificate.assignmentHash, stopped: null, certificate,
    },
    shapes: fileOutline(graph, slots, 3, lngLat) as Exported['shapes'],
    areas: null,
    stamp: { planId: '6f1c0c5e-0000-4000-8000-000000000001', plan: 'Hügel', scenario: 'Main', revision: 'revision 2: Approved', documentHash: 'ab'.repeat(32), assignmentHash: certificate.assignmentHash, date: '2026-11-26' },
    accountNames: ids.map((id) => `Account ${id}`),
    paper: 'a4', language: 'en',
    postal: null,
  };
}

/** Finds units of the small plan by a point. */
export function unitOfSmallPlan({ plan }: Pick<Exported, 'plan'>): (lng: number, lat: number) => number {
  return (lng, lat) => unitAt(plan.graph, [5, 5], lng, lat);
}
