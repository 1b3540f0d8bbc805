import type { MapMouseEvent } from 'maplibre-gl';
import { useEffect, useState } from 'react';
import type { PlanMap } from '../../map/PlanMap.ts';

/** The place that was clicked last while asking by clicks is on; to about ten metres, a new object for every click. */
export function useClickedPlace(map: PlanMap | null, on: boolean): { readonly lng: number; readonly lat: number } | null {
  const [place, setPlace] = useState<{ lng: number; lat: number } | null>(null);
  useEffect(() => {
    if (!map || !on) return;
    const click = ({ lngLat }: MapMouseEvent): void => setPlace({ lng: Math.round(lngLat.lng * 1e4) / 1e4, lat: Math.round(lngLat.lat * 1e4) / 1e4 });
    map.map.on('click', click);
    return () => void map.map.off('click', click);
  }, [map, on]);
  return on ? place : null;
}
