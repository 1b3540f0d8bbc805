import { useComputedColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { CellMesh } from '../../map/cellMesh.ts';
import type { CellIndex } from '../../map/cellIndex.ts';
import { ownCountries } from '../../map/basemap.ts';
import { basemapQuery } from '../../map/basemapQuery.ts';
import { PlanMap, type Camera } from '../../map/PlanMap.ts';
import { slotPaints } from '../../map/slotPaints.ts';
import type { TerritoryShapes } from '../../map/territoryShapes.ts';
import { mark } from '../../map/unitLayer.ts';
import { mapColors } from '../../theme/mapColors.ts';
import styles from './Maps.module.css';

/** What one map shows. */
export interface Drawing {
  /** n numbers of territories, `UNASSIGNED` for nobody. */
  readonly slots: Uint16Array;
  /** Units that alone are in colour, striped in that of the number each had before, all else being paper; null: all in colour. */
  readonly only: { readonly units: readonly number[]; readonly before: Uint16Array; readonly outlines: TerritoryShapes | null } | null;
}

export interface SideMapProps {
  readonly mesh: CellMesh;
  readonly ids: readonly string[];
  readonly cells: CellIndex;
  readonly drawing: Drawing;
  readonly colours: readonly number[];
  readonly names: readonly string[];
  readonly shapes: TerritoryShapes | null;
  /** Units to point out. */
  readonly marked: readonly number[];
  /** Where it begins: as another map stands, else with all of the plan. */
  readonly camera: Camera | null;
  readonly bounds: readonly [number, number, number, number];
  readonly label: string;
  /** Share of its width that is cut off at the start; it then lies over another map, which is the one that is moved. */
  readonly cut?: number;
  onMap(map: PlanMap | null): void;
  onFailed(): void;
}

const locks: ReadonlySet<number> = new Set();

/** One map of a comparison. It lets go of the graphics card when it leaves the page. */
export function SideMap({ mesh, ids, cells, drawing, colours, names, shapes, marked, camera, bounds, label, cut, onMap, onFailed }: SideMapProps): React.ReactNode {
  const scheme = useComputedColorScheme('light');
  const box = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<PlanMap | null>(null);
  const basemap = useQuery(basemapQuery);
  useEffect(() => {
    if (!box.current) return;
    const element = box.current;
    let made: PlanMap;
    try {
      made = new PlanMap(element, { scheme, camera, bounds, events: { camera: () => undefined, ready: () => element.setAttribute('data-ready', 'yes'), lost: () => undefined, restored: () => undefined } });
    } catch {
      onFailed();
      return;
    }
    made.setMesh(mesh, ids.length);
    setMap(made);
    onMap(made);
    return () => {
      onMap(null);
      setMap(null);
      element.removeAttribute('data-ready');
      made.remove();
    };
    // One map for the life of the pane; scheme and drawing follow by effects of their own.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [mesh]);
  // The library calls every picture a map: several on one page want telling apart.
  useEffect(() => void map?.map.getCanvas().setAttribute('aria-label', label), [map, label]);
  useEffect(() => map?.setScheme(scheme), [map, scheme]);
  useEffect(() => { if (map && basemap.data) map.nameCountries(ownCountries(basemap.data, cells)); }, [map, basemap.data, cells]);
  useEffect(() => {
    if (!map) return;
    const paints = slotPaints(colours, scheme, locks);
    const paper = colours.length;
    map.units.setPalette([...paints.slice(0, paper), { fill: mapColors.paper[scheme], pattern: 0 }, paints[paper]], scheme);
    if (drawing.only) {
      const drawn = new Uint16Array(drawing.slots.length).fill(paper);
      for (const u of drawing.only.units) drawn[u] = drawing.slots[u];
      map.units.setSlots(drawn);
      map.units.setStripes(drawing.only.units, drawing.only.before);
    } else {
      map.units.setStripes([], drawing.slots as Uint16Array<ArrayBuffer>);
      map.units.setSlots(drawing.slots);
    }
    map.setMoved(drawing.only?.outlines?.areas ?? null);
  }, [map, drawing, colours, scheme]);
  useEffect(() => {
    if (!map || !shapes) return;
    map.setShapes(shapes);
    map.setLabels(new Map(names.map((name, i) => [i, { name, figure: '', state: 'inside', locked: false }])));
  }, [map, shapes, names]);
  useEffect(() => {
    if (!map) return;
    map.units.clearMark(mark.selected);
    map.units.setMark(marked, mark.selected, true);
  }, [map, marked]);
  const over = cut !== undefined;
  return <div ref={box} className={over ? styles.over : styles.canvas} style={over ? { clipPath: `inset(0 0 0 ${cut}%)` } : undefined} inert={over} role="application" aria-label={label} />;
}
