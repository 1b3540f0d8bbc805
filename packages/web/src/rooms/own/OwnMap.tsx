import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { PlanMap } from '../../map/PlanMap.ts';
import { pin } from '../../map/pins.ts';
import styles from './Own.module.css';

/** An account to be shown on the map; `changes`: it comes or goes. */
export interface OwnPlace {
  readonly id: string;
  readonly name: string;
  readonly lng: number;
  readonly lat: number;
  readonly changes: boolean;
}

/** Where one's own accounts are: a disc each, a diamond for those that come or go, with the name of the one that is looked at. */
export function OwnMap({ label, places, chosen, bottomPx }: { label: string; places: readonly OwnPlace[]; chosen: string | null; /** What a sheet covers of it. */ bottomPx: number }): React.ReactNode {
  const scheme = useComputedColorScheme('light');
  const box = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<PlanMap | null>(null);
  const bounds = boundsOf(places);
  useEffect(() => {
    if (!box.current) return;
    let made: PlanMap;
    try {
      made = new PlanMap(box.current, { scheme, camera: null, bounds, events: { camera: () => undefined, ready: () => box.current?.setAttribute('data-ready', 'yes'), lost: () => undefined, restored: () => undefined } });
    } catch {
      // Without a map the list says all there is to say.
      return;
    }
    made.map.getCanvas().tabIndex = -1;
    setMap(made);
    return () => {
      setMap(null);
      made.remove();
    };
    // One map for the life of the page; the scheme follows by its own effect.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  useEffect(() => map?.setScheme(scheme), [map, scheme]);
  useEffect(() => map?.nameCountries([]), [map]);
  useEffect(() => { map?.map.setPadding({ top: 0, left: 0, right: 0, bottom: bottomPx }); }, [map, bottomPx]);
  useEffect(() => {
    map?.setPins({ type: 'FeatureCollection', features: places.map(({ id, name, lng, lat, changes }) => pin(changes ? 'exception' : 'home', [lng, lat], id === chosen ? name : '')) });
  }, [map, places, chosen]);
  useEffect(() => {
    const found = places.find(({ id }) => id === chosen);
    if (map && found) map.goTo([found.lng, found.lat], Math.max(9, map.map.getZoom()));
    else if (map) map.fit(bounds);
    // The bounds follow from the places.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [map, places, chosen]);
  return <div ref={box} className={styles.map} role="application" aria-label={label} />;
}

function boundsOf(places: readonly OwnPlace[]): [number, number, number, number] {
  const [lngs, lats] = [places.map(({ lng }) => lng), places.map(({ lat }) => lat)];
  return places.length === 0 ? [-130, 20, -60, 52] : [Math.min(...lngs) - 0.1, Math.min(...lats) - 0.1, Math.max(...lngs) + 0.1, Math.max(...lats) + 0.1];
}
