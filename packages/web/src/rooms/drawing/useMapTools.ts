import { useCallback, useEffect, useImperativeHandle, useRef, useState, type Dispatch, type RefObject } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { Refusal } from '../../editor/Refusal.ts';
import { STILL_PX, type Draft, type PointerAt, type ToolEffect, type ToolEvent } from '../../editor/tools/tool.ts';
import { toolOf } from '../../editor/tools/tools.ts';
import type { CellIndex } from '../../map/cellIndex.ts';
import { fromMercator, mercatorX, mercatorY } from '../../map/mercator.ts';
import type { NearUnits } from '../../map/nearUnits.ts';
import type { PlanMap } from '../../map/PlanMap.ts';
import { mark } from '../../map/unitLayer.ts';
import { useText } from '../../text/useText.ts';
import { useToast } from '../../ui/toast.ts';
import { nameOf } from '../scenarios/names.ts';
import { receiver, type View, type ViewAction } from '../scenarios/view.ts';
import { cutAlong, fillFrom, growBy, pairOf, splitAt, toggleHold, toggleLock, type ClickGround } from './clicks.ts';
import type { PaintFilter } from './paintFilter.ts';
import { PointerSpot } from './PointerSpot.ts';
import { paintStep } from './strokePainter.ts';
import { nothingHeld, type HeldKeys, type ToolHandle } from './toolHandle.ts';
import type { AreaSet } from './useAreas.ts';
import type { Proposals } from './useProposals.ts';
import { usePointer } from './usePointer.ts';

interface Options {
  readonly map: PlanMap | null;
  readonly box: RefObject<HTMLDivElement | null>;
  readonly handle: RefObject<ToolHandle | null>;
  readonly editor: Editor;
  readonly cells: CellIndex;
  readonly near: NearUnits;
  readonly view: View;
  readonly dispatch: Dispatch<ViewAction>;
  readonly areas: AreaSet | null;
  readonly proposals: Proposals;
  readonly me: string;
  /** A running design or an earlier state is shown: nothing can be drawn. */
  readonly disabled: boolean;
}

/** A finished boundary: its rings in Mercator and the units with their centres inside. */
export interface Shape {
  readonly rings: readonly (readonly number[])[];
  readonly units: readonly number[];
}

export interface MapTools {
  readonly draft: Draft | null;
  readonly shape: Shape | null;
  setShape(shape: Shape | null): void;
  readonly brushRing: RefObject<HTMLDivElement | null>;
  /** Where the pointer is. */
  readonly spot: PointerSpot;
  /** There is something to say beside it: a stroke goes on, or a tool is held over what it may not change. */
  readonly pointing: boolean;
  /** Why a click there would do nothing. */
  readonly refusal: Refusal | null;
  readonly held: HeldKeys;
}

/** Brings pointer and keys to the tool in hand, and carries out what it asks for. */
export function useMapTools(options: Options): MapTools {
  const { map, box, handle, editor, cells, near, view, dispatch, areas, proposals, me, disabled } = options;
  const text = useText();
  const toast = useToast();
  const [draft, setDraft] = useState<Draft | null>(null);
  const [shape, setShape] = useState<Shape | null>(null);
  const [spot] = useState(() => new PointerSpot());
  const [pointing, setPointing] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [held, setHeld] = useState<HeldKeys>(nothingHeld);
  const brushRing = useRef<HTMLDivElement>(null);
  const ringAt = useRef<readonly [number, number] | null>(null);
  const paneRect = useRef<DOMRect | null>(null);
  const state = useRef<unknown>(null);
  const filter = useRef<PaintFilter | null>(null);
  /** A stroke that has only chosen who gets the cells so far, and where it began, Mercator. */
  const choosing = useRef<{ from: readonly [number, number] | null } | null>(null);
  const now = useRef({ view, held, disabled, areas, proposals, shape });
  now.current = { view, held, disabled, areas, proposals, shape };

  const clickGround = useCallback((): ClickGround => ({ editor, view: now.current.view, areas: now.current.areas, proposals: now.current.proposals, me, text, dispatch, toast }), [editor, me, text, dispatch, toast]);

  const carryOut = useCallback((effect: ToolEffect): void => {
    if (!map) return;
    const { view: v, areas: set, held: keys } = now.current;
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
        choosing.current = null;
        if (to < 0 && effect.unit >= 0) {
          // Nobody was chosen: a click chooses, and a stroke grows the territory it starts in.
          choosing.current = { from: null };
          to = editor.slots[effect.unit];
          dispatch({ type: 'select', slot: to });
        }
        const at = set && v.options.inside === set.id && effect.unit >= 0 ? set.of[effect.unit] : -1;
        filter.current = {
          onlyUnassigned: v.options.onlyUnassigned && v.tool === 'brush', onlyDonor: v.options.onlyDonor, donor: null,
          area: set && at >= 0 ? { of: set.of, at, name: set.names[at] } : null,
        };
        if (to >= 0) editor.begin(to, 'brush');
        return;
      }
      case 'sweep': {
        if (!filter.current) return;
        const px = 1 / (512 * 2 ** map.map.getZoom());
        if (choosing.current) {
          const { from } = (choosing.current = { from: choosing.current.from ?? effect.from });
          if (Math.hypot(effect.to[0] - from[0], effect.to[1] - from[1]) <= STILL_PX * px) return;
          choosing.current = null;
        }
        const radius = v.options.brushPx * px;
        const step = { ...filter.current, onlyUnassigned: v.tool === 'brush' && (filter.current.onlyUnassigned || effect.shift || keys.unassigned) };
        paintStep(editor, near, map.units, { ...effect, radius, level: keys.level && v.tool === 'brush' }, step, (slot) => nameOf(editor.state, slot, text.workspace.unassigned));
        filter.current.donor = step.donor;
        return;
      }
      case 'commit':
        map.units.clearMark(mark.stroke);
        return editor.commit();
      case 'cancel':
        map.units.clearMark(mark.stroke);
        return editor.cancel();
      case 'draft':
        if (effect.draft) setShape(null);
        return setDraft(effect.draft);
      case 'enclose': {
        setDraft(null);
        return setShape({ rings: [effect.ring], units: near.inside(effect.ring) });
      }
      case 'cut': {
        setDraft(null);
        const under: number[] = [];
        for (let i = 0; i + 3 < effect.line.length; i += 2) {
          for (let s = 0; s < 8; s++) {
            const [lng, lat] = fromMercator(effect.line[i] + ((effect.line[i + 2] - effect.line[i]) * s) / 8, effect.line[i + 1] + ((effect.line[i + 3] - effect.line[i + 1]) * s) / 8);
            const u = cells.at(lng, lat);
            if (u >= 0 && under[under.length - 1] !== u) under.push(u);
          }
        }
        return cutAlong(clickGround(), effect.line, near.centres, under);
      }
      case 'click': {
        const ground = clickGround();
        if (effect.unit < 0 && effect.kind !== 'swap' && effect.kind !== 'merge' && effect.kind !== 'split') return;
        const slot = effect.unit < 0 ? -1 : editor.slots[effect.unit];
        if (effect.kind === 'fill') return fillFrom(ground, effect.unit);
        if (effect.kind === 'swap' || effect.kind === 'merge') return pairOf(ground, effect.kind, effect.unit);
        if (effect.kind === 'split') return splitAt(ground, effect.unit);
        if (effect.kind === 'lock') return toggleLock(ground, slot);
        if (effect.kind === 'hold') return toggleHold(ground, [effect.unit]);
        dispatch({ type: 'select', slot });
        return growBy(ground, slot, effect.shift);
      }
    }
  }, [map, editor, near, cells, dispatch, text, clickGround]);

  const run = useCallback((event: ToolEvent): void => {
    const result = toolOf(now.current.view.tool).reduce(state.current, event);
    state.current = result.state;
    for (const effect of result.effects) carryOut(effect);
  }, [carryOut]);

  useEffect(() => {
    // A new tool begins idle; what the old one was doing is dropped.
    state.current = toolOf(view.tool).idle;
    setDraft(null);
    setShape(null);
    setRefusal(null);
    editor.cancel();
    map?.units.clearMark(mark.stroke);
  }, [view.tool, map, editor]);

  useEffect(() => {
    if (!map) return;
    const drags = view.tool === 'select' || held.pan || disabled;
    if (drags) map.map.dragPan.enable();
    else map.map.dragPan.disable();
  }, [map, view.tool, held.pan, disabled]);

  // The ring follows its keys and its slider, also while the pointer rests.
  const { brushPx } = view.options;
  useEffect(() => {
    if (ringAt.current) placeRing(brushRing.current, ringAt.current[0], ringAt.current[1], brushPx);
  }, [brushPx]);

  useImperativeHandle(handle, (): ToolHandle => ({
    escape: () => {
      setPointing(false);
      if (now.current.proposals.proposal || now.current.proposals.working) now.current.proposals.drop();
      else if (now.current.shape) setShape(null);
      else run({ type: 'escape' });
    },
    backspace: () => run({ type: 'backspace' }),
    enter: () => {
      if (now.current.proposals.proposal) now.current.proposals.accept();
      else run({ type: 'enter' });
    },
    hold: (key, down) => {
      // The map does not begin to move under a stroke.
      if (key !== 'pan' || !down || !editor.state.stroke) setHeld((before) => ({ ...before, [key]: down }));
    },
  }), [run, editor]);

  const at = useCallback((event: PointerEvent | MouseEvent): PointerAt => {
    // A map does not move under a stroke: asking where it lies makes the browser lay the page out.
    if (!editor.state.stroke || !paneRect.current) paneRect.current = box.current?.getBoundingClientRect() ?? null;
    const rect = paneRect.current ?? { left: 0, top: 0 };
    const [px, py] = [event.clientX - rect.left, event.clientY - rect.top];
    const { lng, lat } = map?.map.unproject([px, py]) ?? { lng: 0, lat: 0 };
    return { px, py, x: mercatorX(lng), y: mercatorY(lat), unit: cells.at(lng, lat), shift: event.shiftKey };
  }, [box, map, cells, editor]);

  usePointer(map === null ? null : box.current, {
    down: (event) => {
      if (event.button !== 0 || now.current.held.pan || now.current.disabled) return;
      const point = at(event);
      if (now.current.held.eyedropper) {
        if (point.unit >= 0) dispatch({ type: 'select', slot: editor.slots[point.unit] });
        return;
      }
      if (now.current.view.tool !== 'select') {
        box.current?.setPointerCapture(event.pointerId);
        dispatch({ type: 'hover', slot: -1 });
      }
      run({ type: 'down', ...point });
    },
    move: (event) => {
      const point = at(event);
      const { view: v, held: keys } = now.current;
      ringAt.current = [point.px, point.py];
      placeRing(brushRing.current, point.px, point.py, v.options.brushPx);
      if (keys.pan || now.current.disabled) return;
      if (event.buttons === 0) dispatch({ type: 'hover', slot: point.unit >= 0 ? editor.slots[point.unit] : -1 });
      for (const each of event.getCoalescedEvents?.() ?? []) if (each !== event && editor.state.stroke) run({ type: 'move', ...at(each) });
      run({ type: 'move', ...point });
      const why = event.buttons === 0 && point.unit >= 0 ? refusalAt(editor, v, point.unit) : null;
      setRefusal(why);
      spot.move([point.px, point.py], [paneRect.current?.width ?? 0, paneRect.current?.height ?? 0]);
      setPointing(editor.state.stroke !== null || why !== null || (editor.frozen && v.tool !== 'select'));
    },
    up: (event) => {
      if (event.button !== 0 || now.current.disabled) return;
      run({ type: 'up', ...at(event) });
      setPointing(false);
    },
    leave: () => {
      run({ type: 'leave' });
      ringAt.current = null;
      setPointing(false);
      dispatch({ type: 'hover', slot: -1 });
      if (brushRing.current) brushRing.current.style.visibility = 'hidden';
    },
    double: (event) => {
      if (!now.current.held.pan && !now.current.disabled) run({ type: 'double', ...at(event) });
    },
  });

  return { draft, shape, setShape, brushRing, spot, pointing, refusal, held };
}

/** Why a click with the tool in hand would do nothing there. */
function refusalAt(editor: Editor, { tool, selected }: View, unit: number): Refusal | null {
  const slot = editor.slots[unit];
  if (tool === 'fill' && selected >= 0) return editor.refusalOf(unit, selected);
  return (tool === 'grow' || tool === 'swap' || tool === 'merge' || tool === 'split') && editor.state.locks.has(slot) ? { kind: 'locked', slot } : null;
}

function placeRing(element: HTMLDivElement | null, px: number, py: number, radius: number): void {
  if (!element) return;
  element.style.visibility = 'visible';
  element.style.width = element.style.height = `${2 * radius}px`;
  element.style.transform = `translate(${px - radius}px, ${py - radius}px)`;
}
