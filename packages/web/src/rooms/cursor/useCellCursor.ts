import type { FeatureCollection } from 'geojson';
import { useCallback, useEffect, useRef, useState, type Dispatch, type RefObject } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { PlanMap } from '../../map/PlanMap.ts';
import { useText } from '../../text/useText.ts';
import { nameOf } from '../scenarios/names.ts';
import { refusalText } from '../scenarios/refusalText.ts';
import { receiver, type View, type ViewAction } from '../scenarios/view.ts';
import { cellWords } from './cellWords.ts';
import { stepTowards, type Direction, type Track } from './stepTowards.ts';

const ARROWS: Readonly<Record<string, Direction>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };
const STRIDE = 5;
/** A run of Space that nothing follows is saved after this, milliseconds. */
const REST_MS = 10_000;
/** The cursor is kept this far inside the picture, CSS pixels. */
const MARGIN_PX = 80;

interface Options {
  readonly map: PlanMap | null;
  readonly box: RefObject<HTMLDivElement | null>;
  readonly editor: Editor;
  /** 2n Mercator coordinates of units. */
  readonly centres: ArrayLike<number>;
  readonly view: View;
  readonly dispatch: Dispatch<ViewAction>;
  readonly places: FeatureCollection | null;
  /** Enter belongs to something else now, or there is nothing to walk on. */
  readonly disabled: boolean;
  /** The map is looked at only. */
  readonly fixed: boolean;
}

/** A cell that is walked over by keys. */
export interface CellCursor {
  /** -1 while there is none. */
  readonly unit: number;
  /** What is to be said of it. */
  readonly said: string;
}

/**
 * The way over the map without a pointer: Enter begins, arrows go to the neighbouring cell (with Ctrl five), Shift picks on
 * the way, Space assigns, I reads, Escape leaves. All Spaces up to another key are one step to undo.
 */
export function useCellCursor(options: Options): CellCursor {
  const { map, box, editor } = options;
  const text = useText();
  const [cursor, setCursor] = useState<CellCursor>({ unit: -1, said: '' });
  const at = useRef(-1);
  const track = useRef<Track | null>(null);
  const run = useRef<{ to: number; timer: ReturnType<typeof setTimeout> } | null>(null);
  const now = useRef({ ...options, text });
  now.current = { ...options, text };

  const endRun = useCallback((): void => {
    if (!run.current) return;
    clearTimeout(run.current.timer);
    const { to } = run.current;
    run.current = null;
    if (editor.state.stroke?.to === to) editor.commit();
  }, [editor]);
  const say = useCallback((words: string): void => setCursor({ unit: at.current, said: words }), []);
  const read = useCallback((more = ''): void => {
    const { places, text: catalogue } = now.current;
    say(`${cellWords(editor, at.current, places, catalogue)}${more}`);
  }, [editor, say]);
  const leave = useCallback((): void => {
    endRun();
    if (at.current < 0) return;
    at.current = -1;
    track.current = null;
    say(now.current.text.cursor.left);
  }, [endRun, say]);

  const begin = useCallback((): void => {
    if (!map) return;
    const { view, centres, text: { cursor: t } } = now.current;
    const centre = map.map.getCenter();
    const [picked] = view.cells;
    at.current = picked ?? nearest(editor.graph.lngLat, centre.lng, centre.lat);
    track.current = null;
    if (at.current < 0 || centres.length === 0) return;
    reveal(map, editor, at.current);
    read(` ${t.keys}`);
  }, [map, editor, read]);

  const walk = useCallback((direction: Direction, steps: number, picks: boolean): void => {
    const { centres, view, dispatch, text: { cursor: t } } = now.current;
    const from = at.current;
    const { unit, track: kept } = stepTowards(editor.graph, centres, from, direction, steps, track.current);
    track.current = kept;
    if (unit === from) return say(t.rim);
    at.current = unit;
    if (map) reveal(map, editor, unit);
    if (!picks) return read();
    const cells = new Set(view.cells).add(from).add(unit);
    dispatch({ type: 'cells', cells });
    read(` ${t.picked(cells.size)}`);
  }, [map, editor, read, say]);

  const assign = useCallback((): void => {
    const { view, dispatch, fixed, text: catalogue } = now.current;
    const t = catalogue.cursor;
    const to = receiver(view);
    if (fixed) return say(t.fixed);
    if (to < 0) return say(t.nobody);
    if (run.current?.to !== to || editor.state.stroke?.to !== to) {
      endRun();
      if (!editor.begin(to, 'brush')) return;
    } else clearTimeout(run.current.timer);
    run.current = { to, timer: setTimeout(endRun, REST_MS) };
    const units = view.cells.has(at.current) ? [...view.cells] : [at.current];
    const name = nameOf(editor.state, to, catalogue.workspace.unassigned);
    const wanted = units.filter((u) => editor.slots[u] !== to);
    const refusal = wanted.map((u) => editor.refusalOf(u, to)).find((one) => one !== null) ?? null;
    editor.extend(units);
    const moved = wanted.filter((u) => editor.slots[u] === to).length;
    if (view.cells.size > 0) dispatch({ type: 'cells', cells: new Set() });
    const words = wanted.length === 0 ? t.already(name) : moved > 0 ? t.assigned(moved, name) : '';
    say([words, refusal ? refusalText(refusal, editor, catalogue) : ''].filter((part) => part !== '').join(' '));
  }, [editor, endRun, say]);

  useEffect(() => {
    const element = box.current;
    if (!element || !map) return;
    const pressed = (event: KeyboardEvent): void => {
      const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
      const own = (): void => {
        event.preventDefault();
        event.stopPropagation();
      };
      if (altKey || now.current.disabled) return;
      if (at.current < 0) {
        if (key !== 'Enter' || shiftKey || ctrlKey || metaKey) return;
        own();
        return begin();
      }
      const direction = ARROWS[key];
      const plain = !ctrlKey && !metaKey;
      if (direction) {
        own();
        return walk(direction, plain ? 1 : STRIDE, shiftKey);
      }
      if (key === ' ' && plain) {
        own();
        if (!event.repeat) assign();
        return;
      }
      if (key === 'Shift' || key === 'Control' || key === 'Meta') return event.stopPropagation();
      endRun();
      if (key === 'Escape') {
        own();
        leave();
      } else if ((key === 'i' || key === 'I' || key === 'Enter') && plain) {
        own();
        read();
      }
    };
    // Before the map itself, which moves on arrows, and before the keys of the workspace.
    element.addEventListener('keydown', pressed, true);
    element.addEventListener('focusout', leave);
    element.addEventListener('pointerdown', leave, true);
    return () => {
      element.removeEventListener('keydown', pressed, true);
      element.removeEventListener('focusout', leave);
      element.removeEventListener('pointerdown', leave, true);
      leave();
    };
  }, [box, map, begin, walk, assign, read, leave, endRun]);
  const { disabled } = options;
  useEffect(() => { if (disabled) leave(); }, [disabled, leave]);
  useEffect(() => {
    map?.map.getCanvas().setAttribute('aria-description', text.cursor.begin);
  }, [map, text]);
  return cursor;
}

/** Moves the map only when the cell is at its edge or beyond. */
function reveal({ map }: PlanMap, { graph: { lngLat } }: Editor, unit: number): void {
  const place: [number, number] = [lngLat[2 * unit], lngLat[2 * unit + 1]];
  const { x, y } = map.project(place);
  const { clientWidth, clientHeight } = map.getContainer();
  const padding = map.getPadding();
  if (x < MARGIN_PX || y < MARGIN_PX + (padding.top ?? 0) || x > clientWidth - MARGIN_PX || y > clientHeight - MARGIN_PX - (padding.bottom ?? 0)) map.jumpTo({ center: place });
}

/** The unit nearest to a point in degrees, -1 where there is none. */
function nearest(lngLat: Float64Array, lng: number, lat: number): number {
  const narrow = Math.cos((lat * Math.PI) / 180);
  let best = -1;
  let least = Infinity;
  for (let u = 0; 2 * u < lngLat.length; u++) {
    const away = ((lngLat[2 * u] - lng) * narrow) ** 2 + (lngLat[2 * u + 1] - lat) ** 2;
    if (away < least) {
      least = away;
      best = u;
    }
  }
  return best;
}
