import type { EditorState } from '../../editor/EditorState.ts';
import { balanceClass, balanceEdges } from '../../map/classes.ts';
import { slotPaints } from '../../map/slotPaints.ts';
import { diverging, rampOf } from '../../theme/dataRamps.ts';
import { mapColors } from '../../theme/mapColors.ts';
import type { Scheme } from '../../theme/roles.ts';
import { unassignedFill } from '../../theme/territoryPalette.ts';
import { formatAmount, formatCount, formatShare } from '../../text/format.ts';
import type { Catalogue } from '../../text/useText.ts';
import type { MapPoint } from '../people/mapPoints.ts';
import type { Shading } from './fillPicture.ts';
import type { Shown } from './shown.ts';

/** What stands before a row of the legend: a colour, hatched or dotted where that is what the map shows, or a sign. */
export type LegendMark = { readonly fill: string; readonly pattern: 'plain' | 'hatch' | 'dots' } | { readonly sign: 'above' | 'below' | 'locked' | MapPoint['sign'] };

export interface LegendRow {
  readonly key: string;
  readonly mark: LegendMark;
  readonly label: string;
  /** How many there are, with their word. */
  readonly count: string;
  /** It can be shown alone, or hidden. */
  readonly pickable?: boolean;
}

/** The legend of the map: what the page shows and what an image of the map has drawn into it. */
export interface LegendModel {
  readonly title: string;
  readonly rows: readonly LegendRow[];
  readonly notes: readonly string[];
}

interface Asked {
  readonly text: Catalogue;
  readonly state: EditorState;
  readonly measures: readonly { readonly key: string; readonly unit: string }[];
  readonly shown: Shown;
  readonly shading: Shading | null;
  readonly scheme: Scheme;
  /** Least and largest area of a cell, km2. */
  readonly cellAreas: readonly [number, number];
  /** What stands on the map beside territories. */
  readonly points: readonly MapPoint[];
  /** Territories that are listed one by one, with the colour of each slot; left out in a picture. */
  readonly listed?: { readonly slots: readonly number[]; readonly colours: readonly number[] };
}

/** Says what is on the map, counted as it stands. */
export function legendModel({ text, state, measures, shown, shading, scheme, cellAreas, points, listed }: Asked): LegendModel {
  const t = text.seeing.legend;
  const w = text.workspace;
  const { figures, territories, unassigned, locks, goals } = state;
  const unassignedRow: LegendRow[] = unassigned.units > 0 ? [{ key: 'unassigned', pickable: true, mark: { fill: unassignedFill[scheme], pattern: 'hatch' }, label: w.unassigned, count: w.cells(unassigned.units) }] : [];
  const lockRow: LegendRow[] = locks.size > 0 ? [{ key: 'locked', pickable: !shading, mark: { sign: 'locked' }, label: w.legend.locked, count: formatCount(locks.size) }] : [];
  const pointRows = points.map(({ sign, name, count }): LegendRow => ({ key: sign, mark: { sign }, label: name, count: formatCount(count) }));
  const accountNote = shown.accounts ? [shown.accountsBy >= 0 ? t.circles(measures[shown.accountsBy].key) : t.circlesByNumber] : [];
  const cells = w.legend.cell(formatArea(cellAreas[0]), formatArea(cellAreas[1]));
  const live = figures.flatMap((figure, slot) => (territories[slot]?.level === 0 && figure.units > 0 ? [figure] : []));
  const bare: LegendMark = { fill: mapColors.ownLand[scheme], pattern: 'dots' };

  if (shading) {
    const unit = shading.at < 0 ? 'count' : measures[shading.at].unit;
    const colours = rampOf(shading.counts.length, scheme);
    const told = (value: number): string => formatAmount(value, unit);
    const rows = shading.counts.map((count, i): LegendRow => ({ key: `class ${i}`, pickable: true, mark: { fill: colours[i], pattern: 'plain' }, label: t.range(i === 0 ? null : told(shading.edges[i - 1]), i === shading.edges.length ? null : told(shading.edges[i])), count: formatCount(count) })).reverse();
    const none: LegendRow[] = shading.none > 0 ? [{ key: 'none', pickable: true, mark: bare, label: t.noData, count: formatCount(shading.none) }] : [];
    return { title: shading.at < 0 ? t.accountsTitle : t.densityTitle(measures[shading.at].key), rows: [...rows, ...none, ...lockRow, ...pointRows], notes: [t.countsCells, ...accountNote, cells] };
  }
  if (shown.fill.kind === 'balance') {
    const { at } = shown.fill;
    const tolerance = goals.find(({ measure }) => measure === measures[at].key)?.tolerance ?? 0;
    const counts = Array.from({ length: 9 }, () => 0);
    let none = 0;
    for (const { balance } of live) {
      const one = balance[at];
      if (one.target > 0) counts[balanceClass(one.deviation, one.inside, one.tolerance)]++;
      else none++;
    }
    const edges = balanceEdges(tolerance);
    const of = (edge: number): string => formatShare(1 + edge);
    const rows = counts.map((count, i): LegendRow => ({
      key: `class ${i}`, pickable: true, mark: { fill: diverging[scheme][i], pattern: 'plain' }, count: formatCount(count),
      label: i === 4 ? t.inside(of(edges[3]), of(edges[4])) : t.range(i === 0 ? null : of(edges[i - 1]), i === 8 ? null : of(edges[i])),
    })).reverse();
    const noneRow: LegendRow[] = none > 0 ? [{ key: 'none', pickable: true, mark: bare, label: t.noTarget, count: formatCount(none) }] : [];
    return { title: t.balanceTitle(measures[at].key), rows: [...rows, ...noneRow, ...unassignedRow, ...lockRow, ...pointRows], notes: [t.countsTerritories, ...accountNote, cells] };
  }
  let above = 0;
  let below = 0;
  for (const { balance } of live) {
    if (balance.some(({ inside, deviation }) => !inside && deviation > 0)) above++;
    if (balance.some(({ inside, deviation }) => !inside && deviation < 0)) below++;
  }
  const paints = listed === undefined ? [] : slotPaints(listed.colours, scheme, locks);
  const slotRows = (listed?.slots ?? []).flatMap((slot): LegendRow[] => {
    const territory = territories[slot];
    return territory ? [{ key: `slot ${slot}`, pickable: true, mark: { fill: paints[slot].fill, pattern: 'plain' }, label: territory.name, count: w.cells(figures[slot].units) }] : [];
  });
  const tolerance = goals.reduce((most, goal) => Math.max(most, goal.tolerance), 0);
  return {
    title: w.legend.title,
    rows: [
      ...slotRows, ...unassignedRow, ...lockRow, ...pointRows,
      { key: 'above', pickable: true, mark: { sign: 'above' }, label: w.legend.above(formatShare(1 + tolerance)), count: formatCount(above) },
      { key: 'below', pickable: true, mark: { sign: 'below' }, label: w.legend.below(formatShare(1 - tolerance)), count: formatCount(below) },
    ],
    notes: [...accountNote, cells],
  };
}

function formatArea(km2: number): string {
  return km2 >= 10 ? formatCount(km2) : formatAmount(km2, 'count');
}

