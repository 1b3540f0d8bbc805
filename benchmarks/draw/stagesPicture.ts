import type { Instance } from '../country/instance.ts';
import { judge } from '../report/quality.ts';
import { albers } from './albers.ts';
import { coloursOf } from './colours.ts';
import { drawCountry } from './country.ts';
import { OVER, TEXT2, TEXT3 } from './look.ts';
import { element, picture, text } from './svg.ts';
import { drawTerritories } from './territories.ts';

/** A plan on its way. */
export interface Moment {
  readonly name: string;
  /** What the step before it did. */
  readonly note: string;
  readonly slots: Uint16Array;
}

const PANE = { width: 560, height: 466 };

/** The same territories after steps of one search, with what they come to. */
export function stagesPicture({ graph, measures }: Instance, k: number, tolerance: number, moments: readonly Moment[]): string {
  const project = albers(510, 278, 240);
  const country = drawCountry(project, { x: 8, y: 60, width: PANE.width - 16, height: PANE.height - 96 });
  const colours = coloursOf(graph, moments[moments.length - 1].slots, k);
  const columns = moments.length === 4 ? 2 : Math.min(3, moments.length);
  const panes = moments.map(({ name, note, slots }, i) => {
    const q = judge(graph, measures, slots, k);
    const worst = Math.max(...q.worst);
    const land = drawTerritories(graph, slots, k, colours, project, { id: `borders${i}`, resolution: 5, detailM: 9000, border: 0.9 });
    return element(
      'g', { transform: `translate(${(i % columns) * PANE.width} ${Math.floor(i / columns) * PANE.height})` },
      text(20, 28, `${i + 1} · ${name}`, { size: 15, weight: 600 }), text(20, 47, note, { size: 12, fill: TEXT2 }),
      country.under, element('g', { 'clip-path': 'url(#land)' }, land), country.over,
      text(20, PANE.height - 14, `worst deviation ${(100 * worst).toFixed(1)} %`, { size: 13, weight: 600, fill: worst > tolerance + 1e-9 ? OVER : '#1B7A4B' }),
      text(200, PANE.height - 14, `compactness ${q.momentCompactness.toFixed(2)}, worst territory ${q.leastCompactness.toFixed(2)}`, { size: 13, fill: TEXT3 }),
    );
  });
  return picture(columns * PANE.width, Math.ceil(moments.length / columns) * PANE.height + 8, `One search, step by step: ${moments.map(({ name }) => name).join(', ')}`, element('defs', {}, country.defs), ...panes);
}
