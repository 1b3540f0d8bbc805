import { IconMapOff } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { CellIndex } from '../../map/cellIndex.ts';
import type { CellMesh } from '../../map/cellMesh.ts';
import type { PlanMap } from '../../map/PlanMap.ts';
import { useText } from '../../text/useText.ts';
import { Message } from '../../ui/Message.tsx';
import type { Picture } from '../scenarios/useDrawn.ts';
import type { Diff } from './diff.ts';
import { FlowArrows, type Arrow } from './FlowArrows.tsx';
import { keepInStep } from './inStep.ts';
import { letterOf, type Mode } from './sides.ts';
import { SideMap, type Drawing } from './SideMap.tsx';
import { SwipeDivider } from './SwipeDivider.tsx';
import type { CompareGround, Compared } from './useSides.ts';
import styles from './Maps.module.css';

interface Props {
  readonly mesh: CellMesh;
  readonly ground: CompareGround;
  readonly compared: Compared;
  readonly pictures: readonly Picture[];
  readonly patches: Picture | null;
  readonly colours: readonly number[];
  readonly names: readonly string[];
  /** What each side is called. */
  readonly titles: readonly string[];
  readonly mode: Mode;
  readonly pair: readonly [number, number];
  readonly diff: Diff;
  readonly arrows: readonly Arrow[];
  /** The first of the two is shown whole, for as long as a key is held. */
  readonly held: boolean;
  /** Where the divider stands, 0-100. */
  readonly divider: number;
  readonly marked: readonly number[];
  onDivider(at: number): void;
  onMap(map: PlanMap | null): void;
}

const NONE: readonly number[] = [];

/** The maps of a comparison: one, two over each other with a divider, or all sides next to each other; their cameras go in step. */
export function MapStage({ mesh, ground: { graph, units }, compared, pictures, patches, colours, names, titles, mode, pair, diff, arrows, held, divider, marked, onDivider, onMap }: Props): React.ReactNode {
  const text = useText();
  const t = text.compare.maps;
  const cells = useMemo(() => new CellIndex(graph.ids), [graph]);
  const [maps, setMaps] = useState<readonly (PlanMap | null)[]>([]);
  const [failed, setFailed] = useState(false);
  const [from, to] = pair;
  const one = !held && mode !== 'swipe' && mode !== 'side' ? to : from;
  const panes = mode === 'side' ? compared.slots.map((_, i) => i) : mode === 'swipe' ? [from, to] : [one];
  const whole = useMemo(() => compared.slots.map((slots): Drawing => ({ slots, only: null })), [compared]);
  const moved = useMemo((): Drawing => ({ slots: diff.after, only: { units: diff.moved, before: diff.before, outlines: patches?.shapes ?? null } }), [diff, patches]);
  const paper = useMemo((): Drawing => ({ slots: diff.after, only: { units: NONE, before: diff.before, outlines: null } }), [diff]);
  const drawing = (pane: number, side: number): Drawing => (pane > 0 || held || mode === 'side' || mode === 'swipe' || mode === 'flicker' ? whole[side] : mode === 'diff' ? moved : paper);
  const put = useCallback((pane: number, map: PlanMap | null) => {
    setMaps((before) => Object.assign([...before], { [pane]: map }));
    if (pane === 0) onMap(map);
  }, [onMap]);
  useEffect(() => keepInStep(maps.filter((map) => map !== null && map !== undefined)), [maps]);
  const [first] = maps;
  const camera = first ? { ...first.map.getCenter(), zoom: first.map.getZoom() } : null;
  if (failed) return <Message inside icon={<IconMapOff size={22} stroke={1.6} />} tone="danger" title={text.workspace.map.noWebGl.title} why={text.workspace.map.noWebGl.why} />;
  const label = (pane: number, side: number): string => {
    if (mode === 'diff' && !held) return t.ofDiff(letterOf(from), letterOf(to));
    if (mode === 'flow' && !held) return t.ofFlow(letterOf(from), letterOf(to));
    return pane === 0 && mode === 'swipe' ? t.ofSwipe(letterOf(from), letterOf(to)) : t.ofSide(letterOf(side), titles[side]);
  };
  return (
    <div className={mode === 'side' ? styles.grid : styles.stack} data-panes={panes.length}>
      {panes.map((side, pane) => (
        <div key={pane} className={mode === 'swipe' && pane > 0 ? styles.paneOver : styles.pane}>
          <SideMap
            mesh={mesh} ids={graph.ids} cells={cells} drawing={drawing(pane, side)} colours={colours} names={names} shapes={pictures[side]?.shapes ?? null} marked={marked}
            camera={pane === 0 ? null : camera} bounds={units.bounds} label={label(pane, side)} cut={mode === 'swipe' && pane > 0 ? (held ? 100 : divider) : undefined}
            onMap={(map) => put(pane, map)} onFailed={() => setFailed(true)}
          />
          {mode === 'side' ? <p className={styles.badge}><b>{letterOf(side)}</b> {titles[side]}</p> : null}
        </div>
      ))}
      {mode === 'swipe' && !held ? (
        <>
          <p className={styles.badge} aria-hidden><b>{letterOf(from)}</b> {titles[from]}</p>
          <p className={styles.badgeEnd} aria-hidden><b>{letterOf(to)}</b> {titles[to]}</p>
          <SwipeDivider at={divider} label={t.divider(letterOf(from), letterOf(to))} told={t.dividerAt(letterOf(from), divider)} onMove={onDivider} />
        </>
      ) : null}
      {held || mode === 'flicker' ? <p className={styles.badge} role="status"><b>{letterOf(held ? from : to)}</b> {titles[held ? from : to]}</p> : null}
      {mode === 'flow' && !held && first ? <FlowArrows map={first} arrows={arrows} colours={colours} label={t.ofFlow(letterOf(from), letterOf(to))} /> : null}
    </div>
  );
}
