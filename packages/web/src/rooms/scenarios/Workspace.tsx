import { Button } from '@mantine/core';
import { IconLayoutSidebarLeftExpand, IconLayoutSidebarRightExpand } from '@tabler/icons-react';
import { isFrozen } from '@hexalign/api/contract';
import { UNASSIGNED } from '@hexalign/engine';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { firstBounds } from '../../map/firstBounds.ts';
import type { Camera, PlanMap } from '../../map/PlanMap.ts';
import { routes } from '../../routes.ts';
import { queries } from '../../server/queries.ts';
import { today } from '../../text/days.ts';
import { useText } from '../../text/useText.ts';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Opening } from '../../ui/Opening.tsx';
import { boundsOf } from '../compare/diff.ts';
import { usePeopleHidden } from '../blind/usePeopleHidden.ts';
import { CellApart } from '../exceptions/CellApart.tsx';
import { ExceptionsPanel } from '../exceptions/ExceptionsPanel.tsx';
import { useApart } from '../exceptions/useApart.tsx';
import { IssuesPanel } from '../health/IssuesPanel.tsx';
import { LeftTabs } from '../health/LeftTabs.tsx';
import { useIssues } from '../health/useIssues.tsx';
import { CollisionCard } from '../live/CollisionCard.tsx';
import { LineNote } from '../live/LineNote.tsx';
import { usePlanStream } from '../live/usePlanStream.ts';
import { PlacesPanel } from '../offline/PlacesPanel.tsx';
import { DesignPanel } from '../solving/DesignPanel.tsx';
import { JobChip } from '../solving/JobChip.tsx';
import { TradeOffs } from '../solving/TradeOffs.tsx';
import { useDesign } from '../solving/useDesign.ts';
import { useFrontier } from '../solving/useFrontier.ts';
import { OwnerLookup } from '../ownership/OwnerLookup.tsx';
import { useClickedPlace } from '../ownership/useClickedPlace.ts';
import { mapPoints } from '../people/mapPoints.ts';
import { PeoplePanel } from '../people/PeoplePanel.tsx';
import { PositionSection } from '../people/PositionSection.tsx';
import { useStaffing } from '../people/useStaffing.tsx';
import { PaletteDialog } from '../palette/PaletteDialog.tsx';
import { SearchDialog } from '../search/SearchDialog.tsx';
import { ForcePanel } from '../timeline/ForcePanel.tsx';
import { PreviewBar } from '../versions/PreviewBar.tsx';
import { usePreview } from '../versions/usePreview.ts';
import type { VersionActions } from '../versions/VersionRow.tsx';
import { VersionsPanel } from '../versions/VersionsPanel.tsx';
import { FrozenBar } from '../workflow/FrozenBar.tsx';
import { ScenarioMenu } from '../workflow/ScenarioMenu.tsx';
import { useBranch } from '../workflow/useBranch.tsx';
import { Attribution } from './Attribution.tsx';
import { BottomBar } from './BottomBar.tsx';
import { Inspector } from './Inspector.tsx';
import { KeySheet } from '../drawing/KeySheet.tsx';
import { panelsAhead, TypingPanel, WhatIfPanel } from './lazyPanels.ts';
import { loadMapPane } from './loadMapPane.ts';
import { wholeLegend } from './legendPick.ts';
import { MapLegend } from './MapLegend.tsx';
import { MapControls } from './MapControls.tsx';
import type { Opened } from './openScenario.ts';
import { OptionBar } from '../drawing/OptionBar.tsx';
import { TablePane } from './TablePane.tsx';
import { AccountTable } from '../accounts/AccountTable.tsx';
import { useAccounts } from '../accounts/useAccounts.ts';
import { shadingOf } from './fillPicture.ts';
import { LayersPanel } from './LayersPanel.tsx';
import { useSavePicture } from './useSavePicture.ts';
import { useShown } from './shown.ts';
import { TerritoryList } from './TerritoryList.tsx';
import { ToolStrip } from '../drawing/ToolStrip.tsx';
import { readUrlView } from './urlView.ts';
import { useAddress } from './useAddress.ts';
import { isDrawn, useColours } from './useColours.ts';
import { detailM, useDrawn } from './useDrawn.ts';
import { useEngine } from '../../engine/useEngine.ts';
import { useUnits } from './useUnits.ts';
import { useNotices } from './useNotices.ts';
import { formatArea } from './formatArea.ts';
import { readOptions } from '../drawing/drawOptions.ts';
import { useDrawing } from '../drawing/useDrawing.ts';
import type { Proposals } from '../drawing/useProposals.ts';
import { firstView, reduceView, type PanelName, type View } from './view.ts';
import { WorkspaceTop } from './WorkspaceTop.tsx';
import styles from './Workspace.module.css';

const MapPane = lazy(loadMapPane);
/** Below this the inspector lies over the map, so it begins closed. */
const WIDE_PX = 1280;
const statusOf = (state: EditorState): EditorState['status'] => state.status;
const unitsOf = (state: EditorState): string => state.unitsId;
const territoriesOf = (state: EditorState): EditorState['territories'] => state.territories;

/** The workspace: list, map, inspector, table, all over one editor. */
export function Workspace({ opened, scenarioId }: { opened: Opened; scenarioId: string }): React.ReactNode {
  const { editor } = opened;
  const unitsId = useEditor(editor, unitsOf);
  const { graph } = editor;
  const units = useUnits(unitsId, opened.units);
  const text = useText();
  const t = text.workspace;
  const territories = useEditor(editor, territoriesOf);
  const first = useRef(readUrlView(window.location.search));
  const [view, dispatch] = useReducer(reduceView, firstView, (start): View => ({ ...start, options: readOptions(), selected: slotOf(territories, first.current.selected), left: first.current.left, table: first.current.table !== null, tableOf: first.current.table ?? start.tableOf, inspector: window.innerWidth >= WIDE_PX || first.current.panel !== null, panel: first.current.panel ?? (editor.state.unassigned.units === editor.slots.length && !editor.frozen && !editor.readOnly ? 'design' : null) }));
  const [camera, setCamera] = useState<Camera | null>(first.current.camera);
  const [map, setMap] = useState<PlanMap | null>(null);
  const [mapless, setMapless] = useState(false);
  const [pictured, setPictured] = useState(false);
  const [, go] = useLocation();
  const engine = useEngine(graph);
  const design = useDesign(opened, scenarioId, engine.host);
  const frontier = useFrontier(opened.plan.id, scenarioId, editor, engine.host);
  // The last step of the import ends here, with the design under way.
  const asked = useRef(new URLSearchParams(window.location.search).get('design') !== null);
  useEffect(() => {
    if (!asked.current || design.running || !engine.mesh) return;
    asked.current = false;
    void design.start({});
  }, [design, engine.mesh]);
  const drawn = useDrawn(editor, engine.host, engine.mesh, detailM(camera?.zoom ?? 4));
  const shownNeighbours = design.ghost?.neighbours ?? drawn?.neighbours ?? null;
  const colours = useColours({ scenarioId, territories, drawn: useEditor(editor, isDrawn), neighbours: shownNeighbours, passing: design.ghost !== null, drawnAnew: design.drawnAnew });
  const areas = useMemo((): [number, number] => graph.areaKm2.reduce<[number, number]>(([least, most], area) => [Math.min(least, area), Math.max(most, area)], [Infinity, 0]), [graph]);
  const live = useQuery({ ...queries.plan(opened.plan.id), initialData: opened.plan });
  const plan = live.data;
  const scenario = plan.scenarios.find(({ id }) => id === scenarioId);
  const branch = useBranch(plan.id, scenarioId, scenario?.name ?? '');
  const preview = usePreview(editor, scenarioId, engine.host);
  const stream = usePlanStream(plan.id, scenarioId, editor, view.selected, design.follow);
  const [day, setDay] = useState(() => first.current.day ?? today());
  const clicked = useClickedPlace(map, (view.panel === 'force' || view.panel === 'whatif') && view.tool === 'select');
  const status = useEditor(editor, statusOf);
  const staffing = useStaffing({ editor, planId: plan.id, scenarioId, map, day, setDay });
  const apart = useApart(editor, scenarioId, units.id, map);
  const vacant = useMemo(() => new Set([...staffing.holders].flatMap(([slot, holder]) => (holder === null ? [slot] : []))), [staffing.holders]);
  const pins = useMemo(() => [...staffing.pins, ...apart.pins], [staffing.pins, apart.pins]);
  useEffect(() => map?.setPins({ type: 'FeatureCollection', features: pins }), [map, pins]);
  const decide = useCallback(() => dispatch({ type: 'panel', panel: 'places' }), []);
  useNotices(editor, branch.ask, decide, true);
  const [shownOf, changeShown] = useShown(plan.id, editor.measures.length);
  const [pick, setPick] = useState(wholeLegend);
  // Rows of another fill are other rows.
  useEffect(() => setPick(wholeLegend), [shownOf.fill]);
  const listed = view.table && view.tableOf === 'accounts';
  const accounts = useAccounts(engine.host, unitsId, { heaps: engine.mesh !== null && shownOf.accounts, names: engine.mesh !== null && (listed || view.searching || view.palette || view.account >= 0) });
  // Other units have other figures.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const shading = useMemo(() => shadingOf(editor, { fill: shownOf.fill, cut: shownOf.cut, edges: shownOf.edges }), [editor, unitsId, shownOf.fill, shownOf.cut, shownOf.edges]);
  useEffect(() => dispatch({ type: 'account', account: -1 }), [unitsId]);
  const points = mapPoints(pins, vacant.size, apart.heldCells, text);
  const savePicture = useSavePicture({ map, editor, shown: shownOf, shading, cellAreas: areas, points, heading: `${plan.name} · ${scenario?.name ?? ''}` });
  const showPlace = useCallback(([lng, lat]: readonly [number, number]) => map?.goTo([lng, lat], Math.max(map.map.getZoom(), 9)), [map]);

  const selected = view.selected === UNASSIGNED ? 'unassigned' : (territories[view.selected]?.id ?? null);
  useAddress(
    { selected, camera, panel: view.inspector ? view.panel : null, left: view.left, table: view.table ? view.tableOf : null, day: day === today() ? null : day }, go,
    (step) => {
      preview.end();
      dispatch({ type: 'panel', panel: step.panel });
    },
  );
  useEffect(() => {
    // An edit that is neither on the server nor on this computer must not be lost with the tab.
    const guard = (event: BeforeUnloadEvent): void => { if (!editor.kept) event.preventDefault(); };
    const online = (): void => editor.retry();
    window.addEventListener('beforeunload', guard);
    window.addEventListener('online', online);
    return () => {
      window.removeEventListener('beforeunload', guard);
      window.removeEventListener('online', online);
    };
  }, [editor]);

  const withoutMap = useCallback(() => {
    setMapless(true);
    setPictured(true);
    dispatch({ type: 'toggle', part: 'table', on: true });
    if (first.current.panel === null) dispatch({ type: 'panel', panel: 'typing' });
  }, []);
  const ready = useCallback(() => setPictured(true), []);
  useEffect(() => (pictured ? panelsAhead() : undefined), [pictured]);
  const zoomTo = useCallback((slot: number) => {
    const bounds = map?.boundsOf(slot);
    if (map && bounds) map.fit(bounds);
  }, [map]);
  const fitAll = useCallback(() => map?.fit(engine.mesh ? firstBounds(engine.mesh.centres, units.bounds) : units.bounds), [map, units, engine.mesh]);
  const openPeople = useCallback(() => dispatch({ type: 'panel', panel: 'people' }), []);
  const hidden = usePeopleHidden();
  const toggled = (name: PanelName) => (): void => dispatch({ type: 'panel', panel: view.panel === name ? null : name });
  const proposals = useRef<Proposals | null>(null);
  const issues = useIssues({ planId: plan.id, scenarioId, editor, host: engine.host, ready: engine.mesh !== null && pictured, map, staff: staffing.staff, proposals, dispatch, onPreview: preview.show, onPeople: openPeople, zoomTo });
  const drawing = useDrawing({
    editor, scenarioId, view, dispatch, map, host: engine.host, ready: engine.mesh !== null, showing: design.ghost !== null || design.running ? 'design' : preview.state !== null ? 'preview' : null,
    find: () => dispatch({ type: 'toggle', part: 'searching', on: true }),
    zoomTo, zoomAll: fitAll, resting: design.running,
    design: () => { if (!editor.readOnly) toggled('design')(); }, versions: toggled('versions'), inForce: toggled('force'), people: toggled('people'), exceptions: toggled('exceptions'), whatIf: toggled('whatif'), typing: toggled('typing'), hidePeople: hidden.toggle, problem: issues.step,
    compare: () => go(routes.compare(plan.id, { a: plan.scenarios.find(({ id }) => id !== scenarioId)?.id ?? null, b: scenarioId })),
  });
  proposals.current = drawing.proposals;

  if (engine.error) return <Failure error={engine.error} retry={() => window.location.reload()} />;
  const [least, most] = areas.map(formatArea);
  const cellKm2 = least === most ? least : t.range(least, most);
  const frozen = isFrozen(status);
  const panel = (name: PanelName | null) => (): void => {
    preview.end();
    dispatch({ type: 'panel', panel: name });
  };
  const actions: VersionActions = {
    preview: preview.show,
    restore: frozen || editor.readOnly ? null : (state) => preview.show({ ...state, restore: true }),
    branch: (seq) => branch.ask({ seq }),
    compare: (seq) => go(routes.compare(plan.id, { a: `${scenarioId}@${seq}`, b: scenarioId })),
  };
  const tabs = <LeftTabs tab={view.left} territories={territories.filter((territory) => territory?.level === 0).length} issues={issues.at === null ? null : issues.open.length} onTab={(tab) => dispatch({ type: 'left', tab })} />;
  const chosen = territories[view.selected];
  // A design that runs is shown before anything else.
  const shown = design.ghost ?? frontier.ghost ?? preview.shown;
  const previewed = preview.state;
  return (
    <div className={styles.app}>
      <WorkspaceTop
        plan={plan} scenarioId={scenarioId} editor={editor} dispatch={dispatch} designing={design.running}
        chip={<JobChip design={design} onOpen={panel('design')} />} others={stream.others} onPicture={mapless ? null : savePicture}
        menu={<ScenarioMenu plan={plan} scenarioId={scenarioId} scenarioName={scenario?.name ?? ''} editor={editor} designing={design.running} onBranch={() => branch.ask()} onVersions={panel('versions')} onForce={panel('force')} />}
      />
      <main className={styles.middle}>
        {!view.list ? null : view.left === 'issues' && issues.at !== null ? <IssuesPanel planId={plan.id} issues={issues} tabs={tabs} dispatch={dispatch} />
          : view.left === 'layers' ? <LayersPanel editor={editor} shown={shownOf} onShown={changeShown} tabs={tabs} dispatch={dispatch} />
            : <TerritoryList planId={plan.id} editor={editor} colours={colours} view={view} dispatch={dispatch} tabs={tabs} holders={staffing.holders} held={apart.held} />}
        <div className={styles.centre}>
          <div className={styles.map}>
            <ErrorBoundary>
              {engine.mesh ? (
                <Suspense fallback={<Opening label={t.map.opening} />}>
                  <MapPane editor={editor} mesh={engine.mesh} shapes={drawn?.shapes ?? null} colours={colours} ghost={shown} camera={first.current.camera} vacant={vacant} shown={shownOf} shading={shading} pick={pick} accounts={accounts} host={engine.host} view={view} dispatch={dispatch} drawing={drawing} onCamera={setCamera} onReady={ready} onMap={setMap} onFailed={withoutMap} />
                </Suspense>
              ) : <Opening label={t.map.opening} />}
            </ErrorBoundary>
            {mapless && previewed !== null ? <PreviewBar editor={editor} preview={preview} cells={view.cells} mayRestore={!frozen && !editor.readOnly} onBranch={previewed.scenarioId === undefined && previewed.patch === undefined ? () => branch.ask({ seq: previewed.seq }) : null} /> : null}
            {mapless ? null : (
              <>
                {previewed !== null && design.ghost === null ? <PreviewBar editor={editor} preview={preview} cells={view.cells} mayRestore={!frozen && !editor.readOnly} onBranch={previewed.scenarioId === undefined && previewed.patch === undefined ? () => branch.ask({ seq: previewed.seq }) : null} />
                  : frozen && design.ghost === null ? <FrozenBar editor={editor} planId={plan.id} scenarioId={scenarioId} onBranch={() => branch.ask()} />
                    : <OptionBar editor={editor} colours={colours} view={view} dispatch={dispatch} ghost={design.ghost !== null} blocked={drawing.blocked} areas={drawing.areas} proposals={drawing.proposals} me={drawing.me} cellKm2={cellKm2} onBoundary={drawing.boundary.open} />}
                <ToolStrip chosen={view.tool} dispatch={dispatch} blocked={drawing.mayNot} />
                <MapLegend editor={editor} camera={camera} cellAreas={areas} shown={shownOf} onShown={changeShown} shading={shading} points={points} pick={pick} onPick={setPick} selected={view.selected} colours={colours} />
                <MapControls map={map} bounds={units.bounds} onLayers={() => dispatch({ type: 'left', tab: 'layers' })} />
              </>
            )}
            {staffing.over}
            <CollisionCard editor={editor} onLook={(at, to, label) => preview.show({ seq: editor.state.seq, label, patch: { units: at, to } })} />
            <LineNote line={stream.line} />
            <Attribution demo={plan.demo} />
            {view.list ? null : <Button className={styles.showList} onClick={() => dispatch({ type: 'toggle', part: 'list' })} aria-label={t.expand}><IconLayoutSidebarLeftExpand size={16} stroke={1.6} /></Button>}
            {view.inspector ? null : <Button className={styles.showInspector} onClick={() => dispatch({ type: 'toggle', part: 'inspector' })} aria-label={t.inspector.open}><IconLayoutSidebarRightExpand size={16} stroke={1.6} /></Button>}
          </div>
          {frontier.open ? <TradeOffs frontier={frontier} editor={editor} mayTake={!frozen && !editor.readOnly} /> : null}
          {listed ? <AccountTable editor={editor} host={engine.host} accounts={accounts} colours={colours} map={map} view={view} dispatch={dispatch} onShow={showPlace} /> : view.table ? <TablePane editor={editor} colours={colours} view={view} dispatch={dispatch} /> : null}
        </div>
        {view.inspector ? (
          view.panel === 'design' ? (
            <DesignPanel design={design} frontier={frontier} editor={editor} plan={plan} scenarioId={scenarioId} selected={view.selected} visible={() => map?.visible() ?? null} onZoom={(slots) => map?.fitAll(slots)} onClose={panel(null)} />
          ) : view.panel === 'versions' ? (
            <VersionsPanel editor={editor} scenarioId={scenarioId} naming={view.naming} shown={previewed !== null && previewed.scenarioId === undefined && previewed.patch === undefined ? previewed.seq : null} actions={actions} onClose={panel(null)} />
          ) : view.panel === 'force' ? (
            <ForcePanel planId={plan.id} scenarioId={scenarioId} day={day} onDay={setDay} onShow={preview.show} onClose={panel(null)}>
              <OwnerLookup planId={plan.id} scenarioId={scenarioId} scenarioName={scenario?.name ?? ''} day={day} clicked={clicked} onShow={showPlace} />
            </ForcePanel>
          ) : view.panel === 'people' ? (
            <PeoplePanel editor={editor} planId={plan.id} staffing={staffing} colours={colours} selected={view.selected} onSelect={(slot) => dispatch({ type: 'select', slot })} onShow={showPlace} onClose={panel(null)} />
          ) : view.panel === 'whatif' ? (
            <Suspense fallback={null}><WhatIfPanel editor={editor} planId={plan.id} scenarioId={scenarioId} selected={view.selected} preview={preview} clicked={clicked} visible={() => map?.visible() ?? null} onZoom={(slots) => map?.fitAll(slots)} onClose={panel(null)} /></Suspense>
          ) : view.panel === 'typing' ? (
            <Suspense fallback={null}><TypingPanel editor={editor} planId={plan.id} host={engine.host} drawing={drawing} colours={colours} bounds={units.bounds} view={view} dispatch={dispatch} apart={<CellApart editor={editor} unitsId={units.id} cells={view.cells} onAsk={apart.ask} />} onClose={panel(null)} /></Suspense>
          ) : view.panel === 'places' ? (
            <PlacesPanel
              editor={editor} planId={plan.id} scenarioId={scenarioId} scenarioName={scenario?.name ?? ''} onClose={panel(null)}
              onLook={({ units: at, mine }, label) => {
                preview.show({ seq: editor.state.seq, label, patch: { units: at, to: at.map(() => mine as number) } });
                map?.fit(boundsOf(at, graph.lngLat));
              }}
            />
          ) : view.panel === 'exceptions' ? (
            <ExceptionsPanel editor={editor} scenarioId={scenarioId} onAsk={apart.ask} onShow={showPlace} onClose={panel(null)} />
          ) : (
            <Inspector
              editor={editor} scenarioId={scenarioId} notes={plan.notes} colours={colours} neighbours={drawn?.neighbours ?? null} view={view} dispatch={dispatch} onZoom={zoomTo} onEvenOut={drawing.proposals.evenOut} accounts={accounts} scenarioName={scenario?.name ?? ''} onShow={showPlace}
              apart={<CellApart editor={editor} unitsId={units.id} cells={view.cells} onAsk={apart.ask} />}
              position={staffing.staff !== null && staffing.holders.size > 0 && chosen ? <PositionSection key={chosen.id} staff={staffing.staff} territory={chosen} day={day} put={staffing.put} /> : null}
            />
          )
        ) : null}
      </main>
      <BottomBar editor={editor} planId={opened.plan.id} scenarioId={scenarioId} units={units} view={view} dispatch={dispatch} tradeOffs={frontier} />
      {branch.dialog}
      {apart.dialog}
      {view.searching ? <SearchDialog planId={plan.id} editor={editor} host={engine.host} accounts={accounts} map={map} dispatch={dispatch} zoomTo={zoomTo} onClose={() => dispatch({ type: 'toggle', part: 'searching', on: false })} /> : null}
      {view.palette ? <PaletteDialog planId={plan.id} editor={editor} host={engine.host} accounts={accounts} map={map} drawing={drawing} dispatch={dispatch} zoomTo={zoomTo} onClose={() => dispatch({ type: 'toggle', part: 'palette', on: false })} /> : null}
      <KeySheet opened={view.keys} onClose={() => dispatch({ type: 'toggle', part: 'keys', on: false })} />
    </div>
  );
}

function slotOf(territories: EditorState['territories'], id: string | null): number {
  if (id === null) return -1;
  return id === 'unassigned' ? UNASSIGNED : territories.findIndex((territory) => territory?.id === id);
}
