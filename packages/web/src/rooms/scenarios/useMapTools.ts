import { useCallback, useEffect, useRef, useState, type Dispatch, type RefObject } from 'react';
import { UNASSIGNED } from '@hexalign/engine';
import type { Editor } from '../../editor/Editor.ts';
import { brush } from '../../editor/tools/brush.ts';
import { lasso } from '../../editor/tools/lasso.ts';
import { pick } from '../../editor/tools/pick.ts';
import type { Tool, ToolEffect, ToolEvent } from '../../editor/tools/tool.ts';
import type { CellIndex } from '../../map/cellIndex.ts';
import { fromMercator, mercatorX, mercatorY } from '../../map/mercator.ts';
import type { NearUnits } from '../../map/nearUnits.ts';
import type { PlanMap } from '../../map/PlanMap.ts';
import { mark } from '../../map/unitLayer.ts';
import { receiver, type ToolName, type View, type ViewAction } from './view.ts';

const TOOLS: Record<ToolName, Tool<unknown>> = { select: pick as Tool<unknown>, brush: brush as Tool<unknown>, eraser: brush as Tool<unknown>, lasso: lasso as Tool<unknown> };

interface Options {
  readonly map: PlanMap | null;
  readonly box: RefObject<HTMLDivElement | null>;
  readonly editor: Editor;
  readonly cells: CellIndex;
  readonly near: NearUnits;
  readonly view: View;
  readonly dispatch: Dispatch<ViewAction>;
  /** A running design is shown: nothing can be painted. */
  readonly disabled: boolean;
}

export interface MapTools {
  /** The lasso so far, CSS pixels, x and y in turn. */
  readonly ring: readonly number[];
  /** Units inside a finished lasso that waits for its card. */
  readonly enclosed: readonly number[] | null;
  dropEnclosed(): void;
  readonly brushRing: RefObject<HTMLDivElement | null>;
  /** Where the pointer is while a stroke goes on, or while a tool is held over a scenario that takes no changes. */
  readonly pointer: readonly [number, number] | null;
  /** Space is held: the map moves. */
  readonly panning: boolean;
}

/** Brings pointer and keys to the tool in hand, and carries out what it asks for. */
export function useMapTools({ map, box, editor, cells, near, view, dispatch, disabled }: Options): MapTools {
  const [ring, setRing] = useState<readonly number[]>([]);
  const [enclosed, setEnclosed] = useState<readonly number[] | null>(null);
  const [pointer, setPointer] = useState<readonly [number, number] | null>(null);
  const [panning, setPanning] = useState(false);
  const brushRing = useRef<HTMLDivElement>(null);
  const state = useRef<unknown>(null);
  const now = useRef({ view, panning, disabled });
  now.current = { view, panning, disabled };

  const carryOut = useCallback((effect: ToolEffect): void => {
    if (!map) return;
    const { view: v } = now.current;
    const zoomWorld = 512 * 2 ** map.map.getZoom();
    switch (effect.type) {
      case 'pick': {
        if (effect.unit < 0) return dispatch(v.cells.size > 0 ? { type: 'cells', cells: new Set() } : { type: 'select', slot: -1 });
        const next = effect.add ? new Set(v.cells) : new Set<number>();
        if (effect.add && next.has(effect.unit)) next.delete(effect.unit);
        else next.add(effect.unit);
        return dispatch({ type: 'cells', cells: next, slot: effect.add ? undefined : editor.slots[effect.unit] });
      }
      case 'pickAll': {
        if (effect.unit < 0) return;
        const slot = editor.slots[effect.unit];
        const all = new Set<number>();
        editor.slots.forEach((s, u) => { if (s === slot) all.add(u); });
        return dispatch({ type: 'cells', cells: all, slot });
      }
      case 'begin': {
        let to = receiver(v);
        if (to < 0 && effect.unit >= 0) {
          // Nobody was chosen: the stroke grows the territory it starts in.
          to = editor.slots[effect.unit];
          dispatch({ type: 'select', slot: to });
        }
        if (to >= 0) editor.begin(to, 'brush');
        return;
      }
      case 'sweep': {
        const [[ax, ay], [bx, by]] = [effect.from, effect.to];
        const units = near.along(ax, ay, bx, by, v.brushPx / zoomWorld);
        if (effect.unit >= 0) units.add(effect.unit);
        if (v.onlyUnassigned) for (const u of units) if (editor.slots[u] !== UNASSIGNED) units.delete(u);
        const before = editor.state.stroke?.units ?? 0;
        editor.extend(units);
        if ((editor.state.stroke?.units ?? 0) > before) map.units.setMark(units, mark.stroke, true);
        return;
      }
      case 'commit':
        map.units.clearMark(mark.stroke);
        return editor.commit();
      case 'cancel':
        map.units.clearMark(mark.stroke);
        return editor.cancel();
      case 'ring': {
        setEnclosed(null);
        map.units.clearMark(mark.selected);
        return setRing(project(map, effect.ring));
      }
      case 'enclose': {
        setRing([]);
        const units = near.inside(effect.ring);
        setEnclosed(units.length > 0 ? units : null);
        map.units.setMark(units, mark.selected, true);
      }
    }
  }, [map, editor, near, dispatch]);

  const run = useCallback((event: ToolEvent): void => {
    const tool = TOOLS[now.current.view.tool];
    const result = tool.reduce(state.current, event);
    state.current = result.state;
    for (const effect of result.effects) carryOut(effect);
  }, [carryOut]);

  const dropEnclosed = useCallback(() => {
    setEnclosed(null);
    map?.units.clearMark(mark.selected);
  }, [map]);

  useEffect(() => {
    // A new tool begins idle; what the old one was doing is dropped.
    state.current = TOOLS[view.tool].idle;
    setRing([]);
    dropEnclosed();
    editor.cancel();
    map?.units.clearMark(mark.stroke);
  }, [view.tool, map, editor, dropEnclosed]);

  useEffect(() => {
    if (!map) return;
    const drags = view.tool === 'select' || panning || disabled;
    if (drags) map.map.dragPan.enable();
    else map.map.dragPan.disable();
  }, [map, view.tool, panning, disabled]);

  useEffect(() => {
    const element = box.current;
    if (!map || !element) return;
    const at = (event: PointerEvent | MouseEvent) => {
      const rect = element.getBoundingClientRect();
      const px = event.clientX - rect.left;
      const py = event.clientY - rect.top;
      const { lng, lat } = map.map.unproject([px, py]);
      return { px, py, x: mercatorX(lng), y: mercatorY(lat), unit: cells.at(lng, lat), shift: event.shiftKey };
    };
    const tellHover = (unit: number): void => dispatch({ type: 'hover', slot: unit >= 0 ? editor.slots[unit] : -1 });
    const down = (event: PointerEvent): void => {
      element.dataset.pointing = 'yes';
      if (event.button !== 0 || now.current.panning || now.current.disabled) return;
      if (now.current.view.tool !== 'select') {
        element.setPointerCapture(event.pointerId);
        dispatch({ type: 'hover', slot: -1 });
      }
      run({ type: 'down', ...at(event) });
    };
    const move = (event: PointerEvent): void => {
      const point = at(event);
      placeRing(brushRing.current, point.px, point.py, now.current.view.brushPx);
      if (now.current.panning || now.current.disabled) return;
      if (event.buttons === 0) tellHover(point.unit);
      for (const each of event.getCoalescedEvents?.() ?? []) if (each !== event && editor.state.stroke) run({ type: 'move', ...at(each) });
      run({ type: 'move', ...point });
      setPointer(editor.state.stroke || (editor.frozen && now.current.view.tool !== 'select') ? [point.px, point.py] : null);
    };
    const up = (event: PointerEvent): void => {
      if (event.button !== 0 || now.current.disabled) return;
      run({ type: 'up', ...at(event) });
      setPointer(null);
    };
    const leave = (): void => {
      run({ type: 'leave' });
      setPointer(null);
      dispatch({ type: 'hover', slot: -1 });
      if (brushRing.current) brushRing.current.style.visibility = 'hidden';
    };
    const double = (event: MouseEvent): void => {
      if (!now.current.panning && !now.current.disabled) run({ type: 'double', ...at(event) });
    };
    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerup', up);
    element.addEventListener('pointercancel', leave);
    element.addEventListener('pointerleave', leave);
    element.addEventListener('dblclick', double);
    return () => {
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerup', up);
      element.removeEventListener('pointercancel', leave);
      element.removeEventListener('pointerleave', leave);
      element.removeEventListener('dblclick', double);
    };
  }, [map, box, editor, cells, run, dispatch]);

  useEffect(() => {
    const key = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || typing(event.target)) return;
      if (event.code === 'Space' && !(event.target instanceof HTMLButtonElement)) {
        event.preventDefault();
        if (!editor.state.stroke) setPanning(event.type === 'keydown');
      } else if (event.type === 'keydown' && event.key === 'Tab') {
        delete box.current?.dataset.pointing;
      } else if (event.type === 'keydown' && event.key === 'Escape') {
        if (enclosed) dropEnclosed();
        else run({ type: 'escape' });
        setPointer(null);
      } else if (event.type === 'keydown' && event.key === 'Backspace') run({ type: 'backspace' });
    };
    const blur = (): void => setPanning(false);
    window.addEventListener('keydown', key);
    window.addEventListener('keyup', key);
    window.addEventListener('blur', blur);
    return () => {
      window.removeEventListener('keydown', key);
      window.removeEventListener('keyup', key);
      window.removeEventListener('blur', blur);
    };
  }, [box, editor, run, enclosed, dropEnclosed]);

  return { ring, enclosed, dropEnclosed, brushRing, pointer, panning };
}

/** Letters belong to the field somebody types in. */
export function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
}

function placeRing(element: HTMLDivElement | null, px: number, py: number, radius: number): void {
  if (!element) return;
  element.style.visibility = 'visible';
  element.style.width = element.style.height = `${2 * radius}px`;
  element.style.transform = `translate(${px - radius}px, ${py - radius}px)`;
}

function project(map: PlanMap, ring: readonly number[]): number[] {
  const out: number[] = [];
  for (let i = 0; i < ring.length; i += 2) {
    const { x, y } = map.map.project(fromMercator(ring[i], ring[i + 1]));
    out.push(Math.round(x), Math.round(y));
  }
  return out;
}
