import { fileOutline, fromCells, UNASSIGNED } from '@hexalign/engine';
import { Resvg } from '@resvg/resvg-js';
import { gridDisk, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { smallPlan } from '../../../test/smallPlan.ts';
import type { Exported } from '../exported.ts';
import { writeExport } from '../writeExport.ts';
import { clipLine, clipRing } from './clipRing.ts';
import { fitted, textWidth } from './fonts.ts';
import { mapBook, mapPage } from './mapPages.ts';
import { roundLength } from './scaleBar.ts';
import { sceneSvg } from './sceneSvg.ts';
import { territoryColours } from './territoryColours.ts';

const exported = smallPlan();

/** Pixels by colour, `#rrggbb`, read back from the file. */
async function coloursOf(plan: Exported): Promise<Map<string, number>> {
  const png = await writeExport('map-png', plan);
  const { width, height, pixels } = new Resvg(`<svg xmlns="http://www.w3.org/2000/svg" width="600" height="424"><image width="600" height="424" href="data:image/png;base64,${Buffer.from(png).toString('base64')}"/></svg>`, { font: { loadSystemFonts: false } }).render();
  expect(pixels).toHaveLength(4 * width * height);
  const counts = new Map<string, number>();
  for (let i = 0; i < pixels.length; i += 4) {
    const colour = `#${pixels.subarray(i, i + 3).toString('hex')}`;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return counts;
}

/** The same plan on other ground. */
function elsewhere(cells: readonly string[], slotOf: (lng: number) => number): Exported {
  const graph = fromCells(cells);
  const slots = Uint16Array.from(graph.ids, (_, u) => slotOf(graph.lngLat[2 * u]));
  return { ...exported, plan: { ...exported.plan, graph, slots, accounts: null, unitOfAccount: null, measures: [], certificate: { ...exported.plan.certificate, measures: [] } }, shapes: fileOutline(graph, slots, 3) as Exported['shapes'], accountNames: null };
}

describe('map', () => {
  it('shows every territory in its colour, as large as its ground', async () => {
    const counts = await coloursOf(exported);
    const { plan: { graph, slots } } = exported;
    const shown = territoryColours(graph, slots, 3).map((colour) => counts.get(colour) ?? 0);
    const ground = [0, 1, 2].map((slot) => graph.areaKm2.reduce((sum, area, u) => sum + (slots[u] === slot ? area : 0), 0));
    expect(shown[0] / shown[1]).toBeGreaterThan((0.9 * ground[0]) / ground[1]);
    expect(shown[0] / shown[1]).toBeLessThan((1.1 * ground[0]) / ground[1]);
    expect(shown[2]).toBeGreaterThan(300);
  });

  it('has legend, scale, day and where it comes from', () => {
    const svg = sceneSvg(mapPage(exported));
    for (const text of ['Hügel', 'Zürich &amp; &quot;Süd&quot; &lt;1&gt;', '20 km', '2026-11-26', 'revision 2: Approved', 'hash abababababababab', 'revenue', 'to target']) expect(svg).toContain(text);
  });

  it.each([
    ['across 180 degrees', elsewhere(gridDisk(latLngToCell(-17, 179.9, 4), 5), (lng) => (lng > 0 ? 0 : 1))],
    ['around a pole', elsewhere(gridDisk(latLngToCell(89.5, 0, 3), 4), (lng) => (lng < -60 ? 0 : lng < 60 ? 1 : 2))],
    ['of the whole world', elsewhere(Array.from({ length: 12 }, (_, i) => latLngToCell(-60 + 10 * i, -170 + 30 * i, 1)), (lng) => (lng < 0 ? 0 : 1))],
    ['of one cell', elsewhere([latLngToCell(52.5, 13.4, 10)], () => 1)],
    ['where nobody has anything', elsewhere(gridDisk(latLngToCell(52.5, 13.4, 6), 3), () => UNASSIGNED)],
    ['of units without shape', { ...exported, shapes: null }],
  ])('%s is never blank', async (_, plan) => {
    const counts = await coloursOf(plan);
    expect(counts.size).toBeGreaterThan(8);
    // Title, legend and frame alone are less than this.
    expect((counts.get('#ffffff') ?? 0) / (600 * 424)).toBeLessThan(0.96);
    const pdf = await writeExport('book-pdf', plan);
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
  });
});

describe('map book', () => {
  it('has the plan and a page per territory, letters embedded, no address asked', async () => {
    const book = Buffer.from(await writeExport('book-pdf', exported)).toString('latin1');
    expect(book.match(/\/Type \/Page\b/g)).toHaveLength(4);
    expect(book).toMatch(/\/FontFile2/);
    expect(book).not.toMatch(/\/BaseFont \/(Helvetica|Times|Courier)/);
    expect(book).toMatch(/\/MediaBox \[0 0 841\.89 595\.28\]/);
    expect(Buffer.from(await writeExport('book-pdf', { ...exported, paper: 'a0' })).toString('latin1')).toMatch(/\/MediaBox \[0 0 3370\.39 2383\.94\]/);
    const pages = mapBook(exported).map((scene) => sceneSvg(scene));
    expect(pages[1]).toContain('Largest accounts');
    expect(pages[1]).toContain('page 2 of 4');
    const [, german] = mapBook({ ...exported, language: 'de' }).map((scene) => sceneSvg(scene));
    expect(german).toContain('Größte Kunden');
    expect(german).toContain('Seite 2 von 4');
    expect(german).toContain('Fassung 2: Approved');
    expect(pages[1]).toContain('revision 2: Approved');
    expect(german).not.toMatch(/[ >](?:of|the|accounts|target)[ <]/);
  });
});

describe('drawing', () => {
  it('draws no ground beside its frame, and closes what it cuts', () => {
    const frame = { x: 0, y: 0, width: 100, height: 100 };
    const cut = clipRing([[-500, 50], [50, -500], [600, 50], [50, 600]], frame);
    expect(cut.map((place) => place.map(Math.round))).toEqual(expect.arrayContaining([[-20, -20], [120, -20], [120, 120], [-20, 120]]));
    expect(clipRing([[200, 200], [300, 200], [300, 300]], frame)).toEqual([]);
    expect(clipLine([[-100, 50], [50, 50], [50, 300], [60, 300], [60, 60]], frame)).toEqual([[[-20, 50], [50, 50], [50, 120]], [[60, 120], [60, 60]]]);
    expect(clipLine([[-100, -100], [-100, 500]], frame)).toEqual([]);
  });

  it('fits texts, and shows letters that the font lacks as boxes', () => {
    expect(fitted('Northumberland and Durham', 60, 8, 400)).toMatch(/^North.*…$/);
    expect(textWidth(fitted('Northumberland and Durham', 60, 8, 400), 8, 400)).toBeLessThanOrEqual(60);
    expect(fitted('東京 Ωж', 200, 8, 400)).toBe('□□ Ωж');
  });

  it('measures with round lengths', () => {
    expect([0.37, 7.3, 49, 1999, 1000].map(roundLength)).toEqual([0.2, 5, 20, 1000, 1000]);
  });

  it('gives neighbours different colours', () => {
    const { graph, slots } = exported.plan;
    expect(new Set(territoryColours(graph, slots, 3)).size).toBe(3);
  });
});
