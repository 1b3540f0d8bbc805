import type { MapMouseEvent } from 'maplibre-gl';
import { useEffect, useRef, useState, type Dispatch } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EngineHost } from '../../engine/engineHost.ts';
import type { AccountPoints } from '../../map/accountClusters.ts';
import { CLOSEST } from '../../map/accountClusters.ts';
import { fromMercator, mercatorX, mercatorY } from '../../map/mercator.ts';
import type { PlanMap } from '../../map/PlanMap.ts';
import type { View, ViewAction } from '../scenarios/view.ts';
import type { Accounts } from './useAccounts.ts';

/** A heap under the pointer: where on the map, CSS pixels, and what is in it. */
export interface HeapNote {
  readonly at: readonly [x: number, y: number];
  readonly accounts: number;
  readonly value: number;
}

interface Options {
  readonly map: PlanMap | null;
  /** Null where no accounts are shown. */
  readonly host: EngineHost | null;
  readonly editor: Editor;
  readonly accounts: Accounts | null;
  /** Whether they are shown at all, and the measure that sizes them (-1 = their number). */
  readonly shown: boolean;
  readonly by: number;
  readonly view: View;
  readonly dispatch: Dispatch<ViewAction>;
}

/** How much beyond the picture is fetched, in widths of it: a short pan shows no bare ground. */
const BEYOND = 0.35;

/** Shows the accounts in the picture, follows the pointer over them, and takes a click on one to the inspector. */
export function useAccountPoints({ map, host, editor, accounts, shown, by, view, dispatch }: Options): HeapNote | null {
  const points = useRef<AccountPoints | null>(null);
  const [heap, setHeap] = useState<HeapNote | null>(null);
  const unitsId = accounts?.unitsId ?? '';
  const heaped = accounts?.heaped ?? false;
  const places = accounts?.places ?? null;
  const { tool, account, overAccount } = view;

  useEffect(() => {
    if (!map || !host || !shown || !heaped) return;
    let live = true;
    let asked = 0;
    const fetch = (): void => {
      const number = ++asked;
      const zoom = map.map.getZoom();
      const bounds = map.map.getBounds();
      const [west, north, east, south] = [mercatorX(bounds.getWest()), mercatorY(bounds.getNorth()), mercatorX(bounds.getEast()), mercatorY(bounds.getSouth())];
      const [dx, dy] = [(east - west) * BEYOND, (south - north) * BEYOND];
      void host.call('accountPoints', { unitsId, zoom, box: [west - dx, north - dy, east + dx, south + dy], measure: by }).then(
        (found) => {
          if (!live || number !== asked) return;
          points.current = found;
          map.setPoints(found);
        },
        () => undefined,
      );
    };
    fetch();
    map.map.on('moveend', fetch);
    return () => {
      live = false;
      points.current = null;
      map.map.off('moveend', fetch);
      map.setPoints(null);
    };
  }, [map, host, unitsId, heaped, shown, by]);

  useEffect(() => {
    const place = (i: number): readonly [number, number] | null => (places && i >= 0 && i < places.unit.length ? [mercatorX(places.lngLat[2 * i]), mercatorY(places.lngLat[2 * i + 1])] : null);
    map?.accounts.setMarks({ selected: place(account), hovered: place(overAccount) });
  }, [map, places, account, overAccount]);

  useEffect(() => {
    if (!map || !host || !places || !shown || tool !== 'select') return;
    const at = ({ lngLat: { lng, lat } }: MapMouseEvent): number => map.accounts.at(mercatorX(lng), mercatorY(lat), map.map.getZoom());
    const move = (event: MapMouseEvent): void => {
      const found = points.current;
      const i = event.originalEvent.buttons === 0 ? at(event) : -1;
      dispatch({ type: 'overAccount', account: found && i >= 0 ? found.account[i] : -1 });
      setHeap((before) => (found && i >= 0 && found.counts[i] > 1 ? { at: [event.point.x, event.point.y], accounts: found.counts[i], value: found.values[i] } : before === null ? before : null));
    };
    const out = (): void => {
      dispatch({ type: 'overAccount', account: -1 });
      setHeap(null);
    };
    const click = (event: MapMouseEvent): void => {
      const found = points.current;
      const i = at(event);
      if (!found || i < 0) return;
      const one = found.account[i];
      if (one >= 0) return dispatch({ type: 'account', account: one, slot: editor.slots[places.unit[one]] });
      setHeap(null);
      const zoom = map.map.getZoom();
      if (zoom < CLOSEST - 0.5) return map.goTo(fromMercator(found.x[i], found.y[i]), Math.min(CLOSEST, Math.floor(zoom) + 2));
      // They lie on one spot: the first stands for them, the table tells them apart.
      void host.call('accountsOfPoint', { unitsId, zoom, point: found.point[i] }).then((members) => dispatch({ type: 'account', account: members[0], slot: editor.slots[places.unit[members[0]]] }), () => undefined);
    };
    map.map.on('mousemove', move);
    map.map.on('mouseout', out);
    map.map.on('click', click);
    return () => {
      map.map.off('mousemove', move);
      map.map.off('mouseout', out);
      map.map.off('click', click);
      setHeap(null);
    };
  }, [map, host, unitsId, editor, places, shown, tool, dispatch]);
  return heap;
}
