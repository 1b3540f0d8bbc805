import { Button } from '@mantine/core';
import { IconChevronLeft, IconHexagons, IconListCheck, IconMapQuestion, IconTable, IconTarget } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { useEngine } from '../../engine/useEngine.ts';
import type { Camera, PlanMap } from '../../map/PlanMap.ts';
import { routes } from '../../routes.ts';
import { queries } from '../../server/queries.ts';
import { today } from '../../text/days.ts';
import { useText } from '../../text/useText.ts';
import { BottomSheet, HALF, PEEK_PX, type SheetStop } from '../../ui/BottomSheet.tsx';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Opening } from '../../ui/Opening.tsx';
import { usePlanStream } from '../live/usePlanStream.ts';
import { WaitingWords } from '../offline/WaitingWords.tsx';
import { OwnerLookup } from '../ownership/OwnerLookup.tsx';
import { useClickedPlace } from '../ownership/useClickedPlace.ts';
import { MapPane } from '../scenarios/MapPane.tsx';
import type { Opened } from '../scenarios/openScenario.ts';
import { PlanOverview } from '../scenarios/PlanOverview.tsx';
import { TablePane } from '../scenarios/TablePane.tsx';
import { readUrlView, writeUrlView } from '../scenarios/urlView.ts';
import { isDrawn, useColours } from '../scenarios/useColours.ts';
import { detailM, useDrawn } from '../scenarios/useDrawn.ts';
import { useNotices } from '../scenarios/useNotices.ts';
import { firstView, reduceView, type View } from '../scenarios/view.ts';
import { ReviewChanges } from './ReviewChanges.tsx';
import { ReviewList } from './ReviewList.tsx';
import { ReviewSteps } from './ReviewSteps.tsx';
import { ReviewTerritory } from './ReviewTerritory.tsx';
import styles from './Review.module.css';

type Tab = 'territories' | 'changes' | 'owner' | 'plan';

const TABS: readonly { readonly name: Tab; readonly Icon: typeof IconHexagons }[] = [{ name: 'territories', Icon: IconHexagons }, { name: 'changes', Icon: IconListCheck }, { name: 'owner', Icon: IconMapQuestion }, { name: 'plan', Icon: IconTarget }];
/** What the card at the top covers of the map, CSS pixels. */
const CARD_PX = 72;
const unitsOf = (state: EditorState): string => state.unitsId;
const territoriesOf = (state: EditorState): EditorState['territories'] => state.territories;

/** A scenario on a phone: the map, and over its lower end a sheet with the territories, who changes hands and what one makes of it, whose a place is, and the plan in words with the steps that lead on. What is changed here is changed in the table of cells, which takes the whole screen. */
export function ReviewPage({ opened, scenarioId }: { opened: Opened; scenarioId: string }): React.ReactNode {
  const text = useText();
  const t = text.review;
  const { editor, plan, units } = opened;
  // Other units when the accounts of the plan changed: the page is drawn anew with them.
  useEditor(editor, unitsOf);
  const territories = useEditor(editor, territoriesOf);
  const first = useRef(readUrlView(window.location.search));
  const [view, dispatch] = useReducer(reduceView, firstView, (start): View => ({ ...start, selected: territories.findIndex((territory) => territory?.id === first.current.selected) }));
  const [camera, setCamera] = useState<Camera | null>(first.current.camera);
  const [map, setMap] = useState<PlanMap | null>(null);
  const [tab, setTab] = useState<Tab>('territories');
  const [stop, setStop] = useState<SheetStop>('half');
  const [, go] = useLocation();
  const engine = useEngine(editor.graph);
  const drawn = useDrawn(editor, engine.host, engine.mesh, detailM(camera?.zoom ?? 4));
  const colours = useColours({ scenarioId, territories, drawn: useEditor(editor, isDrawn), neighbours: drawn?.neighbours ?? null, passing: false, drawnAnew: 0 });
  const live = useQuery({ ...queries.plan(plan.id), initialData: plan }).data;
  const name = live.scenarios.find(({ id }) => id === scenarioId)?.name ?? '';
  const follow = useCallback(() => undefined, []);
  usePlanStream(plan.id, scenarioId, editor, view.selected, follow);
  useNotices(editor, follow, follow);
  const clicked = useClickedPlace(map, tab === 'owner');
  useEffect(() => { if (clicked) setStop('half'); }, [clicked]);
  useEffect(() => {
    // What is looked at lies in the part of the map that neither card nor sheet covers.
    map?.map.setPadding({ top: CARD_PX, bottom: stop === 'peek' ? PEEK_PX : map.map.getContainer().clientHeight * HALF, left: 0, right: 0 });
  }, [map, stop]);
  useEffect(() => {
    if (map && first.current.camera === null) map.fit(units.bounds);
  }, [map, units]);

  const selected = territories[view.selected]?.id ?? null;
  useEffect(() => {
    const timer = setTimeout(() => go(`${window.location.pathname}${writeUrlView({ selected, camera })}`, { replace: true }), 200);
    return () => clearTimeout(timer);
  }, [selected, camera, go]);

  const select = useCallback((slot: number): void => {
    dispatch({ type: 'select', slot });
    setTab('territories');
    const bounds = map?.boundsOf(slot);
    if (map && bounds) map.fit(bounds);
  }, [map]);
  const { table } = view;
  const tableButton = useRef<HTMLButtonElement>(null);
  const tableBox = useRef<HTMLDivElement>(null);
  const tabled = useRef(false);
  useEffect(() => {
    // Who works by keys goes into the table with it, and comes back to where they were.
    if (table) tableBox.current?.focus();
    else if (tabled.current) tableButton.current?.focus();
    tabled.current = table;
  }, [table]);
  useEffect(() => {
    const guard = (event: BeforeUnloadEvent): void => { if (!editor.kept) event.preventDefault(); };
    const online = (): void => editor.retry();
    window.addEventListener('beforeunload', guard);
    window.addEventListener('online', online);
    return () => {
      window.removeEventListener('beforeunload', guard);
      window.removeEventListener('online', online);
    };
  }, [editor]);
  if (engine.error) return <Failure error={engine.error} retry={() => window.location.reload()} />;
  return (
    <div className={styles.app}>
      <main className={styles.main}>
        <div className={styles.map} inert={table}>
          <ErrorBoundary>
            {engine.mesh ? (
              <MapPane editor={editor} mesh={engine.mesh} shapes={drawn?.shapes ?? null} colours={colours} ghost={null} camera={first.current.camera} view={view} dispatch={dispatch} onCamera={setCamera} onMap={setMap} onFailed={() => setStop('full')} />
            ) : <Opening label={text.workspace.map.opening} />}
          </ErrorBoundary>
        </div>
        <header className={styles.top} inert={table}>
          <Link href={routes.plans} className={styles.home} aria-label={t.plans}><IconChevronLeft size={22} stroke={1.6} /></Link>
          <span className={styles.title}><h1>{live.name}</h1><span>{name} · {text.workflow.status[editor.state.status]}</span><WaitingWords editor={editor} /></span>
        </header>
        {table ? <div ref={tableBox} className={styles.over} tabIndex={-1}><TablePane editor={editor} colours={colours} view={view} dispatch={dispatch} /></div> : null}
        {table ? null : <BottomSheet label={t.sheet} handle={t.handle} stop={stop} onStop={setStop}>
          {tab === 'territories' ? null : <h2 className="visually-hidden">{t.tab[tab]}</h2>}
          {tab === 'changes' ? <ReviewChanges plan={live} scenarioId={scenarioId} /> : tab === 'plan' ? (
            <>
              <ReviewSteps editor={editor} planId={plan.id} scenarioId={scenarioId} />
              <PlanOverview editor={editor} scenarioId={scenarioId} notes={live.notes} onSelect={select} />
              <div className={styles.table}><Button ref={tableButton} fullWidth size="md" leftSection={<IconTable size={18} stroke={1.6} aria-hidden />} onClick={() => dispatch({ type: 'toggle', part: 'table', on: true })}>{t.table}</Button></div>
              <p className={styles.note}>{t.looking}</p>
            </>
          ) : tab === 'owner' ? (
            <OwnerLookup planId={plan.id} scenarioId={scenarioId} scenarioName={name} day={today()} clicked={clicked} onShow={([lng, lat]) => map?.fit([lng - 0.4, lat - 0.3, lng + 0.4, lat + 0.3])} />
          ) : view.selected >= 0 && territories[view.selected] ? (
            <ReviewTerritory editor={editor} slot={view.selected} colours={colours} neighbours={drawn?.neighbours ?? null} onSelect={select} onBack={() => dispatch({ type: 'select', slot: -1 })} />
          ) : (
            <ReviewList editor={editor} colours={colours} onSelect={select} />
          )}
        </BottomSheet>}
      </main>
      <nav className={styles.tabs} aria-label={t.tabs}>
        {TABS.map(({ name: one, Icon }) => (
          <button
            key={one}
            type="button"
            aria-current={tab === one ? 'page' : undefined}
            onClick={() => {
              setTab(one);
              dispatch({ type: 'toggle', part: 'table', on: false });
              if (stop === 'peek') setStop('half');
            }}
          >
            <Icon size={22} stroke={1.6} aria-hidden />
            {t.tab[one]}
          </button>
        ))}
      </nav>
    </div>
  );
}
