import { useComputedColorScheme } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState, type Dispatch } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { isBrush } from '../../editor/tools/tools.ts';
import { useEditor } from '../../editor/useEditor.ts';
import type { CellMesh } from '../../map/cellMesh.ts';
import { areaLinesOf } from '../../map/areaShapes.ts';
import { CellIndex } from '../../map/cellIndex.ts';
import { ownCountries } from '../../map/basemap.ts';
import { basemapQuery } from '../../map/basemapQuery.ts';
import { firstBounds } from '../../map/firstBounds.ts';
import { NearUnits } from '../../map/nearUnits.ts';
import { pictureShown } from '../../server/firstPicture.ts';
import { mapIn } from '../../map/mapAhead.ts';
import type { Camera, PlanMap } from '../../map/PlanMap.ts';
import type { TerritoryShapes } from '../../map/territoryShapes.ts';
import { mark } from '../../map/unitLayer.ts';
import { mercatorX, mercatorY } from '../../map/mercator.ts';
import { BoundaryCard } from '../drawing/BoundaryCard.tsx';
import { cardSide } from '../drawing/cardSide.ts';
import { DraftCount } from '../drawing/DraftCount.tsx';
import { DraftOverlay } from '../drawing/DraftOverlay.tsx';
import { lookedAt, type MapDrawing } from '../drawing/mapDrawing.ts';
import { LooseCard } from '../drawing/LooseCard.tsx';
import { ProposalCard } from '../drawing/ProposalCard.tsx';
import { ShapeCard } from '../drawing/ShapeCard.tsx';
import { previewSlots } from '../drawing/proposal.ts';
import { UNASSIGNED } from '@hexalign/engine';
import { proposedColours } from '../drawing/proposedColours.ts';
import { useMapTools } from '../drawing/useMapTools.ts';
import { useText } from '../../text/useText.ts';
import { Message } from '../../ui/Message.tsx';
import styles from './MapPane.module.css';
import { PointerCard } from './PointerCard.tsx';
import { mapLabels } from './mapLabels.ts';
import { formatMeasure } from '../../text/format.ts';
import own from '../accounts/Accounts.module.css';
import { useAccountPoints } from '../accounts/useAccountPoints.ts';
import type { Accounts } from '../accounts/useAccounts.ts';
import type { EngineHost } from '../../engine/engineHost.ts';
import { CellCursorView } from '../cursor/CellCursorView.tsx';
import { useCellCursor } from '../cursor/useCellCursor.ts';
import { firstShown, type Shown } from './shown.ts';
import type { Shading } from './fillPicture.ts';
import type { LegendPick } from './legendPick.ts';
import { useFill } from './useFill.ts';
import { useMapLines } from './useMapLines.ts';
import type { View, ViewAction } from './view.ts';

const unitsOf = (state: EditorState): string => state.unitsId;

const NONE: ReadonlySet<number> = new Set();

export interface MapPaneProps {
  readonly editor: Editor;
  readonly mesh: CellMesh;
  readonly shapes: TerritoryShapes | null;
  readonly colours: readonly number[];
  /** A running design's best slots, shown in place of the plan's own. */
  readonly ghost: { readonly slots: Uint16Array; readonly shapes: TerritoryShapes } | null;
  /** Where the camera starts. */
  readonly camera: Camera | null;
  /** Slots of vacant positions. */
  readonly vacant?: ReadonlySet<number>;
  readonly shown?: Shown;
  readonly shading?: Shading | null;
  /** What the legend leaves on the map; all of it when left out. */
  readonly pick?: LegendPick;
  /** The accounts of the plan, and who looks them up; left out where none are shown. */
  readonly accounts?: Accounts;
  readonly host?: EngineHost;
  readonly view: View;
  readonly dispatch: Dispatch<ViewAction>;
  /** Left out where the map is looked at only. */
  readonly drawing?: MapDrawing;
  onCamera(camera: Camera): void;
  /** Everything is drawn for the first time. */
  onReady?(): void;
  /** Gives the map to the workspace, for zoom buttons and keys. */
  onMap(map: PlanMap | null): void;
  /** The browser cannot draw it. */
  onFailed(): void;
}

/** The map of the workspace: the cells of the plan, and the tools at work on them. */
export function MapPane(props: MapPaneProps): React.ReactNode {
  const { editor, mesh, shapes, colours, ghost, camera, vacant = NONE, shown = firstShown, shading = null, accounts = null, host = null, view, dispatch, onCamera, onReady, onMap, onFailed } = props;
  const { handle, areas, proposals, loose, boundary, me } = props.drawing ?? lookedAt;
  const text = useText();
  const t = text.workspace;
  const scheme = useComputedColorScheme('light');
  const box = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<PlanMap | null>(null);
  const [failed, setFailed] = useState(false);
  const [lost, setLost] = useState(false);
  const unitsId = useEditor(editor, unitsOf);
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const cells = useMemo(() => new CellIndex(editor.graph.ids, mesh.table), [editor, unitsId, mesh]);
  const near = useMemo(() => new NearUnits(mesh), [mesh]);
  const basemap = useQuery(basemapQuery);
  const told = useRef({ onCamera, onReady, onMap, onFailed });
  told.current = { onCamera, onReady, onMap, onFailed };

  useEffect(() => {
    if (!box.current) return;
    let made: PlanMap;
    try {
      made = mapIn(box.current, scheme, {
        camera, bounds: firstBounds(mesh.centres, mesh.bounds, editor.measures[0] && { weights: editor.measures[0].values, areaKm2: editor.graph.areaKm2 }),
        events: {
          camera: (at) => told.current.onCamera(at),
          painted: () => {
            box.current?.setAttribute('data-painted', 'yes');
            pictureShown();
          },
          ready: () => {
            box.current?.setAttribute('data-ready', 'yes');
            told.current.onReady?.();
          },
          lost: () => setLost(true), restored: () => setLost(false),
        },
      });
      made.setMesh(mesh, editor.slots.length);
    } catch {
      setFailed(true);
      pictureShown();
      told.current.onFailed();
      return;
    }
    setMap(made);
    told.current.onMap(made);
    return () => {
      told.current.onMap(null);
      setMap(null);
      made.remove();
    };
    // One map for the life of the pane; mesh, scheme and camera follow by their own effects.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  useEffect(() => {
    if (!map) return;
    map.setMesh(mesh, editor.slots.length);
    map.units.setSlots(editor.slots);
  }, [map, mesh, editor]);
  useEffect(() => map?.setScheme(scheme), [map, scheme]);
  useEffect(() => { if (map && basemap.data) map.nameCountries(ownCountries(basemap.data, cells)); }, [map, basemap.data, cells]);
  const { proposal } = proposals;
  // Territories that what is looked at has beyond those of the plan.
  const comes = useMemo(() => (ghost ? Math.max(0, ghost.slots.reduce((most, slot) => (slot === UNASSIGNED ? most : Math.max(most, slot + 1)), 0) - colours.length) : 0), [ghost, colours]);
  const painted = useMemo(() => (proposal || comes > 0 ? proposedColours(colours, proposal?.added.length ?? comes) : colours), [colours, proposal, comes]);
  useFill(map, editor, shown.fill, shading, painted, scheme, props.pick);
  useEffect(() => {
    const drawn = ghost?.shapes ?? shapes;
    if (map && drawn) map.setShapes(drawn);
  }, [map, shapes, ghost]);
  useEffect(() => map?.select(view.selected), [map, view.selected]);
  useEffect(() => map?.hover(view.hovered === view.selected ? -1 : view.hovered), [map, view.hovered, view.selected]);
  useEffect(() => {
    if (!map) return;
    const refresh = (): void => map.setLabels(mapLabels(editor.state, ghost !== null, vacant, text.people.mapVacant));
    refresh();
    let timer: ReturnType<typeof setTimeout> | null = null;
    const stop = editor.subscribe(() => {
      // Names are laid out anew for the whole map: not under the pointer, which needs its frames for the cells.
      if (editor.state.stroke) return;
      timer ??= setTimeout(() => {
        timer = null;
        if (!editor.state.stroke) refresh();
      }, 400);
    });
    return () => {
      stop();
      if (timer) clearTimeout(timer);
    };
  }, [map, editor, ghost, vacant, text]);
  useEffect(() => {
    if (!map) return;
    if (ghost) {
      map.units.setSlots(ghost.slots);
      return () => map.units.setSlots(editor.slots);
    }
    return editor.onPaint((units) => (units ? map.units.paint(units, editor.slots) : map.units.setSlots(editor.slots)));
  }, [map, editor, ghost]);
  useEffect(() => {
    if (!map || !proposal || ghost) return;
    map.units.setSlots(previewSlots(editor.slots, proposal));
    map.units.setMark(proposal.moves.units, mark.moves, true);
    return () => {
      map.units.clearMark(mark.moves);
      map.units.setSlots(editor.slots);
    };
  }, [map, editor, proposal, ghost]);
  useEffect(() => map?.setLoose({ type: 'FeatureCollection', features: ghost ? [] : loose.ends.flatMap(({ outline }) => (outline ? [{ type: 'Feature', properties: {}, geometry: outline }] : [])) }), [map, loose.ends, ghost]);

  useEffect(() => { if (map) map.cells = cells; }, [map, cells]);
  useMapLines(map, shown, areaLinesOf(editor.graph.ids));
  const heap = useAccountPoints({ map, host, editor, accounts, shown: shown.accounts, by: shown.accountsBy, view, dispatch });
  const tools = useMapTools({ map, box, handle, editor, cells, near, view, dispatch, areas: areas.set, proposals, me, disabled: ghost !== null });
  const { shape } = tools;
  const cursor = useCellCursor({
    map, box, editor, centres: mesh.centres, view, dispatch, places: basemap.data?.places ?? null, fixed: props.drawing === undefined,
    disabled: ghost !== null || tools.draft !== null || shape !== null || proposal !== null || proposals.working,
  });
  const about = proposal?.moves.units ?? shape?.units ?? null;
  const side = useMemo(() => (about === null ? 'end' : cardSide(map, mesh.centres, about)), [map, mesh, about]);
  const [shapeName, setShapeName] = useState<string | undefined>(undefined);
  useEffect(() => {
    if (!map) return;
    map.units.clearMark(mark.selected);
    map.units.setMark(view.cells, mark.selected, true);
    if (shape) map.units.setMark(shape.units, mark.selected, true);
    else setShapeName(undefined);
  }, [map, view.cells, shape]);
  const cards = proposal || proposals.working ? <ProposalCard editor={editor} colours={painted} proposals={proposals} side={side} />
    : shape ? <ShapeCard editor={editor} colours={colours} shape={shape} name={shapeName} target={view.selected} side={side} onSelect={(units) => dispatch({ type: 'cells', cells: new Set(units) })} onDone={() => tools.setShape(null)} />
      : boundary.file ? (
        <BoundaryCard {...boundary.file} onDone={boundary.close} onChoose={(chosen, name) => {
          const each = chosen.map(({ rings }) => rings.map((ring) => ring.map((value, i) => (i % 2 === 0 ? mercatorX(value) : mercatorY(value)))));
          const rings = each.flat();
          setShapeName(name);
          // Boundaries that overlap hold what lies in both of them once.
          tools.setShape({ rings, units: [...new Set(each.flatMap((one) => near.insideAll(one)))].sort((a, b) => a - b) });
          map?.fit(firstBounds(rings.flat(), boundsOf(chosen.flatMap(({ rings: degrees }) => degrees))));
        }} />
      ) : ghost ? null : <LooseCard editor={editor} loose={loose} />;
  if (failed) return <div className={styles.pane}>{cards}<Message inside icon={<IconMapOff size={22} stroke={1.6} />} tone="danger" title={t.map.noWebGl.title} why={t.map.noWebGl.why} /></div>;
  return (
    <div className={styles.pane}>
      <div ref={box} className={styles.map} data-tool={tools.held.pan ? 'pan' : tools.held.eyedropper ? 'eyedropper' : view.tool} role="application" aria-label={t.map.label} />
      <DraftOverlay map={map} draft={tools.draft} rings={shape?.rings ?? []} />
      <DraftCount editor={editor} near={near} draft={tools.draft} />
      <div ref={tools.brushRing} data-testid="brush-ring" className={styles.ring} hidden={tools.held.pan || !isBrush(view.tool)} />
      <PointerCard editor={editor} colours={colours} spot={tools.spot} pointing={tools.pointing} refusal={tools.refusal} />
      <CellCursorView map={map} editor={editor} cursor={cursor} />
      {heap ? <div className={own.heap} style={{ left: heap.at[0] + 14, top: heap.at[1] + 14 }} aria-hidden="true"><b>{text.accounts.heap(heap.accounts)}</b>{shown.accountsBy >= 0 ? ` · ${formatMeasure(heap.value, editor.measures[shown.accountsBy].unit)} ${editor.measures[shown.accountsBy].key}` : ''}</div> : null}
      {cards}
      {lost ? <div className={styles.notice} role="alert">{t.map.lost}</div> : null}
      {basemap.isError ? <div className={styles.notice} role="status">{t.map.noBasemap}</div> : null}
    </div>
  );
}

/** West, south, east, north of some rings of degrees. */
function boundsOf(rings: readonly (readonly number[])[]): [number, number, number, number] {
  const box: [number, number, number, number] = [180, 90, -180, -90];
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      box[0] = Math.min(box[0], ring[i]);
      box[1] = Math.min(box[1], ring[i + 1]);
      box[2] = Math.max(box[2], ring[i]);
      box[3] = Math.max(box[3], ring[i + 1]);
    }
  }
  return box;
}
