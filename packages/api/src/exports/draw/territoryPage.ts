import type { Exported } from '../exported.ts';
import { reportWords } from '../reportWords.ts';
import { territoryFigures } from '../territoryFigures.ts';
import { backdropLines, cityLabels } from './backdrop.ts';
import { deviationText, figureText } from './figureText.ts';
import { drawable, fitted } from './fonts.ts';
import { groundPath } from './groundPath.ts';
import { placedLabels, type Label } from './labels.ts';
import type { MapGround } from './mapGround.ts';
import { GROUND_FRAME, MAP_FRAME, PAGE, pageFrame, SIDE_FRAME } from './pageFrame.ts';
import { cornersOf, projectionOf, type Projection } from './projection.ts';
import { scaleBar } from './scaleBar.ts';
import { rectangle, type Item, type Scene } from './scene.ts';
import { unitDots } from './unitDots.ts';

const ROW = 13;
/** Accounts that are named. */
const NAMED = 12;
/** Most accounts that get a dot; of more the largest. */
const MOST_DOTS = 4000;

/** One territory large, its neighbours pale around it, its accounts as dots, its figures and its largest accounts beside it. */
export function territoryPage(exported: Pick<Exported, 'plan' | 'stamp' | 'accountNames' | 'language'>, ground: MapGround, slot: number, page: string): Scene {
  const { plan, stamp } = exported;
  const t = reportWords(exported.language);
  const { id, name } = plan.territories[slot];
  const corners = [...cornersOf([ground.shapes[slot]]), ...ground.units.filter((unit) => unit.slot === slot).map(({ place }) => place)];
  const accounts = accountsOf(plan, slot);
  const projection = projectionOf(corners.length > 0 ? corners : [[0, 0]], GROUND_FRAME);
  const drawn = ground.shapes.flatMap((shape, other): Item[] => {
    const circle = ground.circles[other];
    if (shape.type !== 'MultiPolygon' || other === slot || circle === null || !projection.sees(circle)) return [];
    const d = groundPath(shape, projection, MAP_FRAME);
    return d === '' ? [] : [{ kind: 'path', d, fill: '#eef0f2', stroke: '#b4bbc2', width: 0.6 }];
  });
  const own = ground.shapes[slot];
  const path = own.type === 'MultiPolygon' ? groundPath(own, projection, MAP_FRAME) : '';
  if (path !== '') drawn.push({ kind: 'path', d: path, fill: ground.colours[slot], stroke: '#22262b', width: 1.4 });
  const neighbours = ground.names.flatMap((at, other): Label[] => {
    const place = other === slot ? null : at && projection.point(at[0], at[1]);
    return place ? [{ x: place[0], y: place[1], text: drawable(plan.territories[other].name), size: 8, weight: 400, fill: '#6b7278' }] : [];
  });
  return {
    ...PAGE, title: name,
    items: [
      ...unitDots(ground, projection), ...drawn, ...backdropLines(projection, MAP_FRAME), ...dots(plan, accounts, projection), ...placedLabels([...cityLabels(projection, MAP_FRAME), ...neighbours], MAP_FRAME), ...scaleBar(projection, MAP_FRAME, t),
      ...pageFrame(name, id === name ? stamp.plan : `${id}  ·  ${stamp.plan}`, stamp, page, t),
      ...side(exported, slot, accounts),
    ],
  };
}

/** Accounts of a territory, the largest by the first measure first. */
function accountsOf({ accounts, unitOfAccount, slotOfAccount, slots }: Exported['plan'], slot: number): number[] {
  if (!accounts || !unitOfAccount) return [];
  const own = accounts.ids.flatMap((_, a) => ((slotOfAccount?.[a] ?? slots[unitOfAccount[a]]) === slot ? [a] : []));
  const [values] = accounts.values;
  return values ? own.sort((a, b) => values[b] - values[a] || a - b) : own;
}

function dots({ accounts }: Exported['plan'], own: readonly number[], projection: Projection): Item[] {
  return own.slice(0, MOST_DOTS).flatMap((a): Item[] => {
    const place = projection.point(accounts!.lngLat[2 * a], accounts!.lngLat[2 * a + 1]);
    return place === null ? [] : [{ kind: 'dot', x: Number(place[0].toFixed(2)), y: Number(place[1].toFixed(2)), radius: own.length > 500 ? 0.9 : 1.6, fill: '#1d4ed8', stroke: '#ffffff' }];
  });
}

function side({ plan, accountNames, language }: Pick<Exported, 'plan' | 'accountNames' | 'language'>, slot: number, accounts: readonly number[]): Item[] {
  const t = reportWords(language);
  const { x, y, width, height } = SIDE_FRAME;
  const items: Item[] = [];
  let base = y + 9;
  const line = (left: string, right: string, weight: 400 | 600 = 400): void => {
    if (base > y + height - 2 * ROW) return;
    const room = width - 8 - (right === '' ? 0 : 62);
    items.push({ kind: 'text', x, y: base, text: fitted(left, room, 8, weight), size: 8, weight, anchor: 'start', fill: '#222222' });
    if (right !== '') items.push({ kind: 'text', x: x + width, y: base, text: right, size: 8, weight, anchor: 'end', fill: '#222222' });
    base += ROW;
  };
  for (const { name, kind, values } of territoryFigures(plan).slice(2)) {
    const value = values[slot];
    const deviation = name.endsWith('_deviation');
    if (kind !== 'text') line(deviation ? t.toTargetOf(name.slice(0, -10)) : name.endsWith('_target') ? t.ofTarget(name.slice(0, -7)) : (t.columns[name] ?? name), deviation ? deviationText(Number(value), t) : figureText(Number(value), t));
  }
  const foot = y + height - 3;
  items.push(
    { kind: 'path', d: rectangle(x, foot - 8, 10, 9), fill: '#eef0f2', stroke: '#b4bbc2', width: 0.6 }, { kind: 'text', x: x + 15, y: foot, text: t.neighbours, size: 8, weight: 400, anchor: 'start', fill: '#222222' },
    ...(accounts.length === 0 ? [] : [{ kind: 'dot' as const, x: x + 90, y: foot - 3, radius: 1.8, fill: '#1d4ed8' }, { kind: 'text' as const, x: x + 98, y: foot, text: t.dots, size: 8, weight: 400 as const, anchor: 'start' as const, fill: '#222222' }]),
  );
  const measure = plan.measures[0];
  if (accounts.length === 0 || !measure) return items;
  base += ROW / 2;
  line(t.largestAccounts, fitted(measure.key, 60, 8, 600), 600);
  for (const a of accounts.slice(0, NAMED)) line(accountNames?.[a] || plan.accounts!.ids[a], figureText(plan.accounts!.values[0][a], t));
  if (accounts.length > NAMED) line(t.more((accounts.length - NAMED).toLocaleString(t.numbers)), '');
  return items;
}
