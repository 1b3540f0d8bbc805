import { useComputedColorScheme } from '@mantine/core';
import { Marker } from 'maplibre-gl';
import { useEffect, useRef, useState } from 'react';
import { PlanMap } from '../../map/PlanMap.ts';
import { roles } from '../../theme/roles.ts';
import styles from './Data.module.css';
import type { Place } from './typedPlace.ts';

/** A small map on which a place is chosen by a click. `onFailed` is told where the browser cannot draw it. */
export function PlaceMap({ label, bounds, place, onPlace, onFailed }: { label: string; bounds: readonly [number, number, number, number]; place: Place | null; onPlace(place: Place): void; onFailed(): void }): React.ReactNode {
  const scheme = useComputedColorScheme('light');
  const box = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<PlanMap | null>(null);
  const told = useRef({ onPlace, onFailed });
  told.current = { onPlace, onFailed };
  useEffect(() => {
    if (!box.current) return;
    let made: PlanMap;
    try {
      made = new PlanMap(box.current, { scheme, camera: null, bounds, events: { camera: () => undefined, ready: () => box.current?.setAttribute('data-ready', 'yes'), lost: () => undefined, restored: () => undefined } });
    } catch {
      told.current.onFailed();
      return;
    }
    made.map.getCanvas().tabIndex = -1;
    made.map.on('click', ({ lngLat }) => told.current.onPlace({ lng: Number(lngLat.lng.toFixed(5)), lat: Number(lngLat.lat.toFixed(5)) }));
    setMap(made);
    return () => {
      setMap(null);
      made.remove();
    };
    // One map for the life of the dialog; the scheme follows by its own effect.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  useEffect(() => map?.setScheme(scheme), [map, scheme]);
  useEffect(() => map?.nameCountries([]), [map]);
  useEffect(() => {
    if (!map || !place) return;
    const pin = new Marker({ color: roles.accent[scheme] }).setLngLat([place.lng, place.lat]).addTo(map.map);
    if (!map.map.getBounds().contains([place.lng, place.lat])) map.map.jumpTo({ center: [place.lng, place.lat], zoom: Math.max(5, map.map.getZoom()) });
    return () => void pin.remove();
  }, [map, place, scheme]);
  return <div ref={box} className={styles.map} role="application" aria-label={label} />;
}
