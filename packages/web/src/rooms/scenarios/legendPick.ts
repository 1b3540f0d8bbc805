import type { EditorState } from '../../editor/EditorState.ts';
import { balanceClass, NO_DATA } from '../../map/classes.ts';
import type { SlotPaint } from '../../map/unitLayer.ts';
import { mapColors } from '../../theme/mapColors.ts';
import type { Scheme } from '../../theme/roles.ts';
import type { Fill } from './shown.ts';

/** What the map shows of what the legend lists: one row alone, or all but some. */
export interface LegendPick {
  /** Key of the row that is shown alone. */
  readonly only: string | null;
  /** Keys of rows that are hidden. */
  readonly hidden: readonly string[];
}

export const wholeLegend: LegendPick = { only: null, hidden: [] };

/** A row is shown alone, or with all others again. */
export function isolate(pick: LegendPick, key: string): LegendPick {
  return pick.only === key ? wholeLegend : { only: key, hidden: [] };
}

/** A row is hidden, or shown again. */
export function hideRow({ hidden }: LegendPick, key: string): LegendPick {
  return { only: null, hidden: hidden.includes(key) ? hidden.filter((one) => one !== key) : [...hidden, key] };
}

export function isRowShown({ only, hidden }: LegendPick, key: string): boolean {
  return only === null ? !hidden.includes(key) : only === key;
}

/** Which rows of the legend speak of an entry of the palette: of a class, a territory, or (last) unassigned ground. */
function rowsOf(state: EditorState, fill: Fill, at: number, last: number): string[] {
  if (fill.kind === 'measure' || fill.kind === 'accounts') return [at === NO_DATA || at === last ? 'none' : `class ${at}`];
  if (at === last) return ['unassigned'];
  const rows = [`slot ${at}`, ...(state.locks.has(at) ? ['locked'] : [])];
  const figure = state.figures[at];
  if (!figure) return rows;
  if (fill.kind === 'balance') {
    const { target, deviation, inside, tolerance } = figure.balance[fill.at];
    return [...rows, target > 0 ? `class ${balanceClass(deviation, inside, tolerance)}` : 'none'];
  }
  if (figure.balance.some(({ inside, deviation }) => !inside && deviation > 0)) rows.push('above');
  if (figure.balance.some(({ inside, deviation }) => !inside && deviation < 0)) rows.push('below');
  return rows;
}

/** The palette with what is not to be shown as bare ground. */
export function pickedPaints(paints: readonly SlotPaint[], pick: LegendPick, state: EditorState, fill: Fill, scheme: Scheme): readonly SlotPaint[] {
  if (pick.only === null && pick.hidden.length === 0) return paints;
  const bare: SlotPaint = { fill: mapColors.ownLand[scheme], pattern: 0 };
  return paints.map((paint, at) => {
    const rows = rowsOf(state, fill, at, paints.length - 1);
    return (pick.only === null ? rows.some((row) => pick.hidden.includes(row)) : !rows.includes(pick.only)) ? bare : paint;
  });
}
