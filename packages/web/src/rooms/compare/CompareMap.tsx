import { useComputedColorScheme } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { UNASSIGNED } from '@hexalign/engine';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { CellMesh } from '../../map/cellMesh.ts';
import { CellIndex } from '../../map/cellIndex.ts';
import { withoutOwnCountries } from '../../map/basemap.ts';
import { basemapQuery } from '../../map/basemapQuery.ts';
import { PlanMap } from '../../map/PlanMap.ts';
import { slotPaints } from '../../map/slotPaints.ts';
import type { TerritoryShapes } from '../../map/territoryShapes.ts';
import { mark } from '../../map/unitLayer.ts';
import { mapColors } from '../../theme/mapColors.ts';
import { useText } from '../../text/useText.ts';
import { Message } from '../../ui/Message.tsx';
import type { Diff } from './diff.ts';
import styles from './Compare.module.css';

/** The difference, or one of the two sides as it is. */
export type Mode = 'diff' | 'a' | 'b';

export interface CompareMapProps {
  readonly mesh: CellMesh;
  readonly ids: readonly string[];
  readonly diff: Diff;
  readonly colours: readonly number[];
  readonly names: readonly string[];
  readonly shapes: TerritoryShapes | null;
  /** Outlines of what moved. */
  readonly patches: TerritoryShapes | null;
  readonly mode: Mode;
  /** Units to point out. */
  readonly marked: readonly number[];
  readonly bounds: readonly [number, number, number, number];
  onMap(map: PlanMap | null): void;
}

const locks: ReadonlySet<number> = new Set();

/** The map of a comparison: what moved in the colour of who takes it, striped in that of who gives it; all else is paper. */
export function CompareMap({ mesh, ids, diff, colours, names, shapes, patches, mode, marked, bounds, onMap }: CompareMapProps): React.ReactNode {
  const text = useText();
  const scheme = useComputedColorScheme('light');
  const box = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<PlanMap | null>(null);
  const [failed, setFailed] = useState(false);
  const cells = useMemo(() => new CellIndex(ids), [ids]);
  const basemap = useQuery(basemapQuery);
  useEffect(() => {
    if (!box.current) return;
    let made: PlanMap;
    try {
      made = new PlanMap(box.current, { scheme, camera: null, bounds, events: { camera: () => undefined, ready: () => box.current?.setAttribute('data-ready', 'yes'), lost: () => undefined, restored: () => undefined } });
    } catch {
      setFailed(true);
      return;
    }
    made.setMesh(mesh, ids.length);
    setMap(made);
    onMap(made);
    return () => {
      onMap(null);
      setMap(null);
      made.remove();
    };
    // One map for the life of the page; the scheme follows by its own effect.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [mesh]);
  useEffect(() => map?.setScheme(scheme), [map, scheme]);
  useEffect(() => { if (map && basemap.data) map.setBasemap(withoutOwnCountries(basemap.data, cells)); }, [map, basemap.data, cells]);
  useEffect(() => {
    if (!map) return;
    const paints = slotPaints(colours, scheme, locks);
    const paper = colours.length;
    map.units.setPalette([...paints.slice(0, paper), { fill: mapColors.paper[scheme], pattern: 0 }, paints[paper]], scheme);
    if (mode === 'diff') {
      const drawn = new Uint16Array(diff.after.length).fill(paper);
      for (const u of diff.moved) drawn[u] = diff.after[u];
      map.units.setSlots(drawn);
      map.units.setStripes(diff.moved, diff.before);
    } else {
      map.units.setStripes([], diff.before);
      map.units.setSlots(mode === 'a' ? diff.before : diff.after);
    }
  }, [map, diff, colours, scheme, mode]);
  useEffect(() => {
    if (!map || !shapes) return;
    map.setShapes(shapes);
    map.setLabels(new Map(names.map((name, i) => [i, { name, figure: '', state: 'inside', locked: false }])));
  }, [map, shapes, names]);
  useEffect(() => map?.setMoved(mode === 'diff' ? (patches?.areas ?? null) : null), [map, patches, mode]);
  useEffect(() => {
    if (!map) return;
    map.units.clearMark(mark.selected);
    map.units.setMark(marked.filter((u) => diff.before[u] !== UNASSIGNED || diff.after[u] !== UNASSIGNED), mark.selected, true);
  }, [map, marked, diff]);
  if (failed) return <Message icon={<IconMapOff size={22} stroke={1.6} />} tone="danger" title={text.workspace.map.noWebGl.title} why={text.workspace.map.noWebGl.why} />;
  return <div ref={box} className={styles.canvas} role="application" aria-label={text.workspace.map.label} />;
}
