import { UNASSIGNED } from '@hexalign/engine';
import type { Dispatch } from 'react';
import { allTo } from '../../editor/ground/moves.ts';
import { flood } from '../../editor/ground/flood.ts';
import { rimTo, ringOutside } from '../../editor/ground/rings.ts';
import { sidesOfLine } from '../../editor/ground/sidesOfLine.ts';
import { withinDrive } from '../../editor/ground/withinDrive.ts';
import { untilTarget } from '../../editor/ground/untilTarget.ts';
import type { Editor } from '../../editor/Editor.ts';
import type { Catalogue } from '../../text/useText.ts';
import type { Toast } from '../../ui/toast.ts';
import { nameOf } from '../scenarios/names.ts';
import type { View, ViewAction } from '../scenarios/view.ts';
import type { AreaSet } from './useAreas.ts';
import type { Proposals } from './useProposals.ts';

/** What a click works on. */
export interface ClickGround {
  readonly editor: Editor;
  readonly view: View;
  readonly areas: AreaSet | null;
  readonly proposals: Proposals;
  /** Who holds, as the hold says. */
  readonly me: string;
  readonly text: Catalogue;
  dispatch: Dispatch<ViewAction>;
  toast(toast: Toast): void;
}

const nameAt = ({ editor, text }: ClickGround, slot: number): string => nameOf(editor.state, slot, text.workspace.unassigned);

/** Floods from a unit to whoever is chosen; the first click chooses when nobody is. */
export function fillFrom(ground: ClickGround, unit: number): void {
  const { editor, view, areas, text, dispatch, toast } = ground;
  const t = text.drawing.toast;
  const { slots, graph, state } = editor;
  const to = view.selected;
  if (unit < 0) return;
  if (to < 0) {
    dispatch({ type: 'select', slot: slots[unit] });
    return toast({ text: t.chosen(nameAt(ground, slots[unit])) });
  }
  if (editor.refuseFrozen()) return;
  const from = slots[unit];
  const free = (u: number): boolean => editor.refusalOf(u, to) === null;
  let units: number[];
  if (view.options.fill === 'owner') units = from === to ? [] : flood(graph, unit, (u) => slots[u] === from);
  else if (view.options.fill === 'drive') units = withinDrive(graph, unit, view.options.minutes);
  else if (view.options.fill === 'areas') {
    const area = areas?.of[unit] ?? -1;
    if (areas === null || area < 0) return toast({ text: areas === null ? text.drawing.options.areasLoading : t.noArea });
    units = flood(graph, unit, (u) => areas.of[u] === area);
  } else {
    const main = to === UNASSIGNED ? -1 : state.figures[to].balance.findIndex(({ target }) => target > 0);
    if (main < 0) return toast({ text: t.noTarget });
    const { sum, target } = state.figures[to].balance[main];
    if (sum >= target) return toast({ text: t.atTarget(nameAt(ground, to)) });
    units = untilTarget(graph, unit, { missing: target - sum, values: editor.measures[main].values, may: (u) => slots[u] === from && from !== to && free(u) });
  }
  const before = state.revision;
  editor.assign(allTo(units, to), 'brush');
  if (editor.state.revision === before && !units.some((u) => !free(u))) toast({ text: t.nothingThere });
}

/** Widens a territory by a ring of units, or narrows it by one: what it loses goes to the neighbour with the longest border. */
export function growBy({ editor, text, toast }: ClickGround, slot: number, narrow: boolean): void {
  if (slot < 0 || slot === UNASSIGNED || editor.refuseFrozen()) return;
  const { slots, graph, state } = editor;
  const moves = narrow ? rimTo(graph, slots, slot, (other) => !state.locks.has(other)) : allTo(ringOutside(graph, slots, slot), slot);
  if (!editor.assign(moves, 'brush') && moves.units.length === 0) toast({ text: text.drawing.toast.nothingThere });
}

/** The first click names one territory, the second one the other. */
export function pairOf({ editor, view, dispatch, proposals }: ClickGround, kind: 'swap' | 'merge', unit: number): void {
  const slot = unit < 0 ? -1 : editor.slots[unit];
  if (slot < 0 || slot === UNASSIGNED) return dispatch({ type: 'select', slot: -1 });
  if (view.selected < 0 || view.selected === UNASSIGNED || view.selected === slot) return dispatch({ type: 'select', slot });
  proposals[kind](view.selected, slot);
}

/** Splits the clicked territory as the options say. */
export function splitAt({ editor, view, dispatch, proposals }: ClickGround, unit: number): void {
  const slot = unit < 0 ? -1 : editor.slots[unit];
  dispatch({ type: 'select', slot });
  if (slot < 0 || slot === UNASSIGNED || view.options.split === 'line') return;
  proposals.split(slot, view.options.parts, view.options.split);
}

/**
 * Cuts a territory along a line: the selected one when the line crosses it, else the one that the line crosses most.
 *
 * @param under units under the line, as they come along it
 */
export function cutAlong({ editor, view, proposals, text, toast }: ClickGround, line: readonly number[], centres: ArrayLike<number>, under: readonly number[]): void {
  const crossed = new Map<number, number>();
  for (const u of under) if (editor.slots[u] !== UNASSIGNED) crossed.set(editor.slots[u], (crossed.get(editor.slots[u]) ?? 0) + 1);
  const chosen = crossed.has(view.selected) ? view.selected : [...crossed].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0];
  const own: number[] = [];
  if (chosen !== undefined) editor.slots.forEach((slot, u) => { if (slot === chosen) own.push(u); });
  const { left, right } = sidesOfLine(line, centres, own);
  if (chosen === undefined || left.length === 0 || right.length === 0) return toast({ text: text.drawing.toast.lineMisses, tone: 'warning' });
  proposals.splitInto(chosen, left.length >= right.length ? [left, right] : [right, left]);
}

/** Locks a territory, or unlocks it. */
export function toggleLock({ editor }: Pick<ClickGround, 'editor'>, slot: number): void {
  if (slot < 0 || slot === UNASSIGNED || !editor.state.territories[slot]) return;
  const locked = editor.state.locks.has(slot);
  editor.run({ type: 'lock', slot, from: locked, to: !locked });
}

/** Locks all territories, or unlocks all when they are; one step. */
export function toggleAllLocks(ground: Pick<ClickGround, 'editor' | 'text' | 'toast'>): void {
  const { territories, locks } = ground.editor.state;
  setAllLocks(ground, territories.some((territory, slot) => territory?.level === 0 && !locks.has(slot)));
}

/** Locks or unlocks all territories that are not yet so; one step. */
export function setAllLocks({ editor, text, toast }: Pick<ClickGround, 'editor' | 'text' | 'toast'>, to: boolean): void {
  const live = editor.state.territories.flatMap((territory, slot) => (territory?.level === 0 ? [slot] : []));
  const changed = live.filter((slot) => editor.state.locks.has(slot) !== to);
  if (!editor.together(changed.map((slot) => ({ type: 'lock', slot, from: !to, to })))) return;
  toast({ text: to ? text.drawing.toast.lockedAll : text.drawing.toast.unlockedAll, action: { label: text.shell.undo, run: () => void editor.undo('undo') } });
}

/** Holds units where they are; one that is held already is let go when it is the only one. One step. */
export function toggleHold({ editor, view, me, text, toast }: Pick<ClickGround, 'editor' | 'view' | 'me' | 'text' | 'toast'>, units: readonly number[]): void {
  const t = text.drawing.toast;
  const owned = units.filter((u) => editor.slots[u] !== UNASSIGNED);
  if (owned.length === 0) return toast({ text: t.noHold, tone: 'warning' });
  const reason = view.options.holdReason.trim() || text.drawing.options.holdDefault;
  const lift = owned.length === 1 && editor.state.holds.has(`unit ${owned[0]}`);
  const edits = owned.flatMap((u) => {
    const subject = `unit ${u}`;
    const from = editor.state.holds.get(subject) ?? null;
    return lift === (from !== null) ? [{ type: 'hold' as const, subject, from, to: lift ? null : { reason, owner: me, expires: null } }] : [];
  });
  if (!editor.together(edits)) return;
  toast({ text: lift ? t.lifted : owned.length === 1 ? t.held : t.heldCells(owned.length), action: { label: text.shell.undo, run: () => void editor.undo('undo') } });
}
