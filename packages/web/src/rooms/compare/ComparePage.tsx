import { Button } from '@mantine/core';
import { IconChevronRight, IconGitMerge } from '@tabler/icons-react';
import { UNASSIGNED } from '@hexalign/engine';
import type { Plan } from '@hexalign/api/contract';
import { useCallback, useMemo, useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { useEngine } from '../../engine/useEngine.ts';
import type { PlanMap } from '../../map/PlanMap.ts';
import { routes } from '../../routes.ts';
import { useMay } from '../../server/useMay.ts';
import { formatCount } from '../../text/format.ts';
import { UnitWords } from '../../text/UnitWords.tsx';
import { useText } from '../../text/useText.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Opening } from '../../ui/Opening.tsx';
import { Refusal } from '../../ui/Refusal.tsx';
import { SchemeToggle } from '../../ui/SchemeToggle.tsx';
import { TopBar } from '../../ui/TopBar.tsx';
import top from '../scenarios/WorkspaceTop.module.css';
import { BottomPanel, type Tab } from './BottomPanel.tsx';
import { ConservedTable } from './ConservedTable.tsx';
import styles from './Compare.module.css';
import { boundsOf, diffOf } from './diff.ts';
import { FiguresTable } from './FiguresTable.tsx';
import { FlowLegend } from './FlowLegend.tsx';
import { MapControls } from './MapControls.tsx';
import { mapArrows, weighedFlows } from './mapFlows.ts';
import maps from './Maps.module.css';
import { MapStage } from './MapStage.tsx';
import { MergePanel } from './MergePanel.tsx';
import { pairOf } from './pair.ts';
import { letterOf, readView, scenarioNamed, writeView, type CompareView } from './sides.ts';
import { SidesBar } from './SidesBar.tsx';
import { TradeOffChart } from './TradeOffChart.tsx';
import { useBeside } from './useBeside.ts';
import { useHeldKey } from './useHeldKey.ts';
import { usePatches, useSidePictures } from './useSidePictures.ts';
import { useGround, usePlanOf, useSides, type CompareGround } from './useSides.ts';

/** Two to four sides of a plan next to each other: what they come to, what moves between them, and the merge of one into the other. */
export function ComparePage({ planId }: { planId: string }): React.ReactNode {
  const t = useText().compare;
  const { plan, error, refetch } = usePlanOf(planId);
  const ground = useGround(plan);
  const [params] = useSearchParams();
  const query = params.toString();
  const view = useMemo(() => readView(new URLSearchParams(query)), [query]);
  // An address that names fewer is about the plan's own scenario, or about the only one it names.
  const own = view.sides[0] ?? plan?.scenarioId ?? plan?.scenarios[0]?.id ?? '';
  const few = view.sides.length < 2;
  const beside = useBeside(planId, own, few && own !== '');
  if (error) return <Failure error={error} retry={refetch} />;
  if (!plan || !ground || (few && own !== '' && beside === null)) return <Opening label={t.working} />;
  return <UnitWords areas={ground.units.layer !== null}><Comparing plan={plan} ground={ground} view={few ? { ...view, sides: [beside ?? own, own], pair: [0, 1] } : view} /></UnitWords>;
}

function Comparing({ plan, ground, view }: { plan: Plan; ground: CompareGround; view: CompareView }): React.ReactNode {
  const text = useText();
  const t = text.compare;
  const { graph, units } = ground;
  const [, go] = useLocation();
  const may = useMay();
  const engine = useEngine(graph);
  const { data, error } = useSides(plan.id, view.sides);
  const [map, setMap] = useState<PlanMap | null>(null);
  const [marked, setMarked] = useState<readonly number[]>([]);
  const [merging, setMerging] = useState(false);
  const [divider, setDivider] = useState(50);
  const [weight, setWeight] = useState(1);
  const [kept, setKept] = useState(false);
  const [tab, setTab] = useState<Tab>(view.mode === 'side' ? 'sides' : 'territory');
  const held = useHeldKey(view.mode !== 'side') || (kept && view.mode !== 'side');
  // What is shown while other sides are on their way belongs to fewer of them.
  const [from, to] = data && Math.max(...view.pair) < data.slots.length ? view.pair : [0, 1];
  const diff = useMemo(() => (data ? diffOf(data.slots[from], data.slots[to]) : null), [data, from, to]);
  const pair = useMemo(() => (data ? pairOf(data.answer, [from, to]) : null), [data, from, to]);
  const { pictures, colours } = useSidePictures(data, graph, engine.host, engine.mesh !== null);
  const patches = usePatches(diff, graph, engine.host, engine.mesh !== null);
  const names = useMemo(() => (data?.answer.territories ?? []).map(({ name }) => name), [data]);
  const flows = useMemo(() => (pair ? weighedFlows(pair, weight) : []), [pair, weight]);
  const arrows = useMemo(() => mapArrows(flows, pictures[from], pictures[to]), [flows, pictures, from, to]);
  const nameOf = (index: number): string => (index < 0 || index === UNASSIGNED ? text.workspace.unassigned : (names[index] ?? ''));
  const titles = (data?.answer.sides ?? []).map(({ kind, name }) => (kind === 'owners' ? t.owners : kind === 'force' ? t.force(name) : name));
  const show = useCallback((at: readonly number[]) => {
    setMarked(at);
    if (map && at.length > 0) map.fit(boundsOf(at, graph.lngLat));
  }, [map, graph]);
  const choose = (next: CompareView): void => {
    setMarked([]);
    setKept(false);
    if (next.sides !== view.sides) setMerging(false);
    if (next.mode !== view.mode && tab !== 'loose') setTab(next.mode === 'side' ? 'sides' : 'territory');
    go(routes.compareView(plan.id, writeView(next)), { replace: true });
  };
  const [a, b] = [scenarioNamed(view.sides[0]), scenarioNamed(view.sides[1])];
  const [scenarioA, scenarioB] = [a, b].map((side) => plan.scenarios.find(({ id }) => id === side?.scenarioId));
  const refusal = !a || !b || !scenarioA || !scenarioB ? t.merge.notScenarios : a.scenarioId === b.scenarioId ? t.merge.sameScenario : a.seq !== null ? t.merge.notNow
    : scenarioA.status !== 'draft' ? t.merge.notDraft(scenarioA.name, text.workflow.status[scenarioA.status as keyof typeof text.workflow.status]) : may('scenario.write') ? null : text.workflow.notAllowed;
  const titled = (side: number): string => t.titled(letterOf(side), titles[side] ?? '');
  const words = pair === null ? '' : view.mode === 'side' ? t.words.side(titles.map((_, i) => titled(i)).join(', ')) : t.words.between(titled(from), titled(to), text.workspace.cells(pair.moved.units), t.countAccounts(pair.moved.accounts));
  const tenure = pair && pair.moved.tenureDays !== null && pair.moved.accounts > 0 ? pair.moved.tenureDays / pair.moved.accounts : null;
  return (
    <div className={styles.page}>
      <TopBar>
        <Link href={routes.plans} className={top.crumb}>{text.shell.home}</Link>
        <IconChevronRight size={14} stroke={1.6} className={top.dim} aria-hidden />
        <Link href={routes.scenario(plan.id, b?.scenarioId ?? a?.scenarioId ?? plan.scenarioId ?? '')} className={top.crumb}>{plan.name}</Link>
        <IconChevronRight size={14} stroke={1.6} className={top.dim} aria-hidden />
        <h1 className={top.crumb}>{t.title}</h1>
        <span className={top.space} />
        <SchemeToggle />
        {b ? <Button component={Link} href={routes.scenario(plan.id, b.scenarioId)}>{t.open}</Button> : null}
      </TopBar>
      <main className={styles.main}>
        <aside className={styles.side} data-wide={view.sides.length > 2 || undefined} aria-label={merging ? t.merge.title : t.title}>
          {merging && data && scenarioA && scenarioB ? (
            <MergePanel
              into={scenarioA} from={{ ...scenarioB, seq: data.answer.sides[1].seq ?? 0 }} onShow={show} onBack={() => setMerging(false)}
              onMerged={() => go(routes.scenario(plan.id, scenarioA.id))}
            />
          ) : (
            <>
              <SidesBar plan={plan} view={view} known={data?.names === view.sides ? data.answer.sides : undefined} onView={choose} />
              {error ? <Refusal error={error} /> : null}
              {data ? (
                <>
                  <ConservedTable answer={data.answer} onRows={() => setTab('loose')} />
                  <FiguresTable answer={data.answer} />
                  {tenure === null ? null : <p className={styles.tenure}>{t.tenure}: <b className="num">{t.days(tenure)}</b></p>}
                  <TradeOffChart answer={data.answer} />
                </>
              ) : error ? null : <Opening label={t.working} />}
              <div className={styles.foot}>
                <Button variant="filled" fullWidth leftSection={<IconGitMerge size={15} stroke={1.6} />} disabled={refusal !== null || !data} onClick={() => setMerging(true)}>{t.merge.start(scenarioB?.name ?? 'B', scenarioA?.name ?? 'A')}</Button>
                {refusal !== null && data ? <p>{refusal}</p> : null}
              </div>
            </>
          )}
        </aside>
        <div className={styles.centre}>
          <div className={maps.map}>
            {engine.error ? <Refusal error={engine.error} /> : null}
            {engine.mesh && data && diff ? (
              <MapStage
                mesh={engine.mesh} ground={ground} compared={data} pictures={pictures} patches={patches} colours={colours} names={names} titles={titles} mode={view.mode} pair={[from, to]}
                diff={diff} arrows={arrows} held={held} divider={divider} marked={marked} onDivider={setDivider} onMap={setMap}
              />
            ) : error ? <EmptyState icon={<IconChevronRight size={22} stroke={1.6} />} title={t.nothing.title} why={t.nothing.why} /> : <Opening label={text.workspace.map.opening} />}
            <MapControls
              view={{ ...view, pair: [from, to] }} map={map} bounds={units.bounds} divider={divider} weights={[t.cells, t.accounts, ...(data?.answer.measures ?? []).map(({ key }) => key)]} weight={weight} kept={kept}
              onView={choose} onDivider={setDivider} onWeight={setWeight} onKept={setKept}
            />
            {diff && view.mode === 'diff' && !held ? <FlowLegend title={t.legend.title} hint={t.legend.hint} flows={diff.flows.map((flow) => ({ ...flow, told: text.workspace.cells(flow.units.length) }))} colours={colours} nameOf={nameOf} onShow={(flow) => show(diff.flows.find((one) => one.from === flow.from && one.to === flow.to)?.units ?? [])} /> : null}
            {diff && view.mode === 'flow' && !held ? <FlowLegend title={t.legend.flow} hint={arrows.length < flows.length ? t.legend.notDrawn(formatCount(flows.length - arrows.length)) : t.legend.width} flows={flows} colours={colours} nameOf={nameOf} onShow={(flow) => show(diff.flows.find((one) => one.from === (flow.from < 0 ? UNASSIGNED : flow.from) && one.to === (flow.to < 0 ? UNASSIGNED : flow.to))?.units ?? [])} /> : null}
          </div>
          {data && pair ? <BottomPanel tab={tab} answer={data.answer} pair={pair} titles={titles} colours={colours} words={words} nameOf={nameOf} onTab={setTab} onShow={show} /> : null}
        </div>
      </main>
    </div>
  );
}
