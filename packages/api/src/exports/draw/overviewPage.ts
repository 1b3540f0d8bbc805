import { UNASSIGNED } from '@hexalign/engine';
import type { Exported } from '../exported.ts';
import { reportWords, type ReportWords } from '../reportWords.ts';
import { backdropLines, cityLabels } from './backdrop.ts';
import { deviationText, figureText, percentText } from './figureText.ts';
import { drawable, fitted } from './fonts.ts';
import { groundPath } from './groundPath.ts';
import { placedLabels, type Label } from './labels.ts';
import type { MapGround } from './mapGround.ts';
import { GROUND_FRAME, MAP_FRAME, PAGE, pageFrame, SIDE_FRAME } from './pageFrame.ts';
import { cornersOf, projectionOf } from './projection.ts';
import { scaleBar } from './scaleBar.ts';
import { rectangle, type Item, type Scene } from './scene.ts';
import { NOBODYS, unitDots } from './unitDots.ts';

const ROW = 13;

/** The whole plan on one page: territories in colour with their names, the first measure beside each in the legend. */
export function overviewPage({ plan, stamp, language }: Pick<Exported, 'plan' | 'stamp' | 'language'>, ground: MapGround, page: string): Scene {
  const t = reportWords(language);
  const corners = [...cornersOf(ground.shapes), ...ground.units.map(({ place }) => place)];
  const projection = projectionOf(corners.length === 0 ? [[0, 0]] : corners, GROUND_FRAME);
  const shapes = ground.shapes.flatMap((shape, slot): Item[] => {
    if (shape.type === 'MultiPolygon') return [{ kind: 'path', d: groundPath(shape, projection, MAP_FRAME), fill: ground.colours[slot], stroke: '#3a3f45', width: 0.7 }];
    const place = projection.point(shape.coordinates[0], shape.coordinates[1]);
    return place === null ? [] : [{ kind: 'dot', x: place[0], y: place[1], radius: 5, fill: ground.colours[slot], stroke: '#3a3f45' }];
  });
  const names = ground.names.flatMap((at, slot): Label[] => {
    const place = at && projection.point(at[0], at[1]);
    return place ? [{ x: place[0], y: place[1], text: drawable(plan.territories[slot].name), size: 8, weight: 600, fill: '#111111' }] : [];
  });
  const { certificate, territories } = plan;
  const line = [t.territoryCount(territories.length), certificate.feasible ? t.within : t.outside, ...(certificate.measures.length === 0 ? [] : [t.deviation(percentText(certificate.worstDeviation, t))])].join('  ·  ');
  return {
    ...PAGE, title: t.overview,
    items: [
      ...unitDots(ground, projection), ...shapes.filter((item) => item.kind !== 'path' || item.d !== ''), ...backdropLines(projection, MAP_FRAME), ...placedLabels([...names, ...cityLabels(projection, MAP_FRAME)], MAP_FRAME), ...scaleBar(projection, MAP_FRAME, t),
      ...pageFrame(stamp.plan, line, stamp, page, t),
      ...legend(plan, ground.colours, ground.units.filter(({ slot }) => slot === UNASSIGNED).length, t),
    ],
  };
}

function legend({ territories, certificate }: Pick<Exported['plan'], 'territories' | 'certificate'>, colours: readonly string[], loose: number, t: ReportWords): Item[] {
  const [measure] = certificate.measures;
  const { x, y, width, height } = SIDE_FRAME;
  const columns = measure ? [x + width - 46, x + width] : [];
  const room = Math.floor((height - 2 * ROW) / ROW) - (loose > 0 ? 1 : 0);
  const shown = territories.length > room ? room - 1 : territories.length;
  const small = { size: 8, weight: 400 as const, fill: '#222222' };
  const head: Item[] = [
    { kind: 'text', x, y: y + 9, text: t.territory, size: 8, weight: 600, anchor: 'start', fill: '#222222' },
    ...(measure ? [{ kind: 'text' as const, x: columns[0], y: y + 9, text: fitted(measure.key, 70, 8, 600), size: 8, weight: 600 as const, anchor: 'end' as const, fill: '#222222' }, { kind: 'text' as const, x: columns[1], y: y + 9, text: t.toTarget, size: 8, weight: 600 as const, anchor: 'end' as const, fill: '#222222' }] : []),
  ];
  const rows = territories.slice(0, shown).flatMap(({ name }, slot): Item[] => {
    const base = y + 9 + (slot + 1.3) * ROW;
    return [
      { kind: 'path', d: rectangle(x, base - 8, 10, 9), fill: colours[slot], stroke: '#3a3f45', width: 0.5 },
      { kind: 'text', x: x + 15, y: base, text: fitted(name, width - 15 - (measure ? 100 : 0), 8, 400), anchor: 'start', ...small },
      ...(measure ? [{ kind: 'text' as const, x: columns[0], y: base, text: figureText(measure.sums[slot], t), anchor: 'end' as const, ...small }, { kind: 'text' as const, x: columns[1], y: base, text: deviationText(measure.deviations[slot], t), anchor: 'end' as const, ...small }] : []),
    ];
  });
  const after = y + 9 + (shown + 1.3) * ROW;
  return [
    ...head, ...rows,
    ...(shown < territories.length ? [{ kind: 'text' as const, x, y: after, text: t.moreRows(territories.length - shown), anchor: 'start' as const, ...small }] : []),
    ...(loose > 0 ? [{ kind: 'dot' as const, x: x + 5, y: y + height - 6, radius: 2, fill: NOBODYS }, { kind: 'text' as const, x: x + 15, y: y + height - 3, text: t.loose(loose), anchor: 'start' as const, ...small }] : []),
  ];
}
