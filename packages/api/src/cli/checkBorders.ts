import type { UnitGraph } from '@hexalign/engine';
import { linked } from '../units/buildUnits.ts';
import type { Findings } from './findings.ts';
import { h3Borders } from './h3Borders.ts';
import type { PlanDocument } from './planDocument.ts';

/**
 * Borders and links: the graph has exactly the borders of its cells, every link joins two units and is as long as it
 * says, and, where the plan claims it, every territory is one piece over borders and listed links.
 *
 * @param land the graph without links
 * @param claimsPieces the certificate says that every territory is one piece
 * @returns true when a link is so broken that nothing further can be said
 */
export function checkBorders(plan: PlanDocument, land: UnitGraph, slots: Uint16Array, claimsPieces: boolean, findings: Findings): boolean {
  if (plan.reading && !plan.layer) {
    const borders = h3Borders(land.ids);
    land.ids.forEach((id, u) => {
      const found = land.neighbors.subarray(land.offsets[u], land.offsets[u + 1]);
      if (found.length !== borders[u].length || borders[u].some((v, i) => v !== found[i])) findings.add('border', `unit ${id}`, `borders ${[...found].map((v) => land.ids[v]).join(', ')}; H3 says ${borders[u].map((v) => land.ids[v]).join(', ')}`);
    });
  }
  const position = new Map(land.ids.map((id, u) => [id, u]));
  let broken = false;
  for (const [i, { from, to, km }] of plan.links.entries()) {
    const [u, v] = [position.get(from), position.get(to)];
    if (u === undefined || v === undefined || u === v) {
      findings.add('link', `plan.json, links[${i}]`, `joins ${from} and ${to}, which are not two units of units.csv`);
      broken = true;
      continue;
    }
    const length = kilometres(land.lngLat, u, v);
    if (Math.abs(length - km) > 0.01 * length + 0.1) findings.add('link', `plan.json, links[${i}]`, `is ${km} km long; ${from} and ${to} are ${length.toFixed(3)} km apart`);
  }
  if (!broken && claimsPieces) checkPieces(plan, linked(land, plan.links), slots, findings);
  return broken;
}

/** Plain search: the first unit of each territory must reach all others inside it. */
function checkPieces(plan: PlanDocument, { ids, offsets, neighbors }: UnitGraph, slots: Uint16Array, findings: Findings): void {
  const first = new Int32Array(plan.territories.length).fill(-1);
  for (let u = slots.length - 1; u >= 0; u--) if (slots[u] < first.length) first[slots[u]] = u;
  const loose = new Set(plan.demands?.inPieces ?? []);
  const seen = new Uint8Array(slots.length);
  first.forEach((start, slot) => {
    if (start < 0) return findings.add('empty', `territory ${plan.territories[slot].id}`, 'has no units');
    const stack = [start];
    seen[start] = 1;
    for (let u = stack.pop(); u !== undefined; u = stack.pop()) {
      for (let e = offsets[u]; e < offsets[u + 1]; e++) {
        const v = neighbors[e];
        if (seen[v] === 0 && slots[v] === slot) {
          seen[v] = 1;
          stack.push(v);
        }
      }
    }
  });
  slots.forEach((slot, u) => {
    if (seen[u] === 0 && slot < first.length && !loose.has(plan.territories[slot].id)) findings.add('piece', `units.csv, ${ids[u]}`, `is in territory ${plan.territories[slot].id} but cannot be reached from ${ids[first[slot]]} within it`);
  });
}

/** Great-circle distance between two of many places, haversine on the sphere of H3. */
export function kilometres(lngLat: Float64Array, u: number, v: number): number {
  const rad = Math.PI / 180;
  const [lng1, lat1, lng2, lat2] = [lngLat[2 * u] * rad, lngLat[2 * u + 1] * rad, lngLat[2 * v] * rad, lngLat[2 * v + 1] * rad];
  const h = Math.sin((lat2 - lat1) / 2) ** 2 + Math.cos(lat1) * Math.cos(lat2) * Math.sin((lng2 - lng1) / 2) ** 2;
  return 2 * 6371.007180918475 * Math.asin(Math.min(1, Math.sqrt(h)));
}
