import { Button, SegmentedControl } from '@mantine/core';
import { IconArrowsExchange, IconChevronRight, IconEqual, IconGitMerge } from '@tabler/icons-react';
import { UNASSIGNED } from '@hexalign/engine';
import type { Plan } from '@hexalign/api/contract';
import { useCallback, useMemo, useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { useEngine } from '../../engine/useEngine.ts';
import type { PlanMap } from '../../map/PlanMap.ts';
import { routes } from '../../routes.ts';
import { useMay } from '../../server/useMay.ts';
import { useText } from '../../text/useText.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Opening } from '../../ui/Opening.tsx';
import { Refusal } from '../../ui/Refusal.tsx';
import { SchemeToggle } from '../../ui/SchemeToggle.tsx';
import { TopBar } from '../../ui/TopBar.tsx';
import top from '../scenarios/WorkspaceTop.module.css';
import { ChangePanel } from './ChangePanel.tsx';
import styles from './Compare.module.css';
import { CompareMap, type Mode } from './CompareMap.tsx';
import { boundsOf } from './diff.ts';
import { FlowLegend } from './FlowLegend.tsx';
import { GiveTakeTable } from './GiveTakeTable.tsx';
import { MergePanel } from './MergePanel.tsx';
import { SidePicker } from './SidePicker.tsx';
import { readSide, writeSide, type Side } from './sides.ts';
import { useCompared, useComparePicture, useGround, usePlanOf } from './useComparison.ts';

/** Two scenarios, or two states, side by side: what moves, who gives and takes, and the merge of one into the other. */
export function ComparePage({ planId }: { planId: string }): React.ReactNode {
  const t = useText().compare;
  const { plan, error, refetch } = usePlanOf(planId);
  const ground = useGround(plan);
  if (error) return <Failure error={error} retry={refetch} />;
  if (!plan || !ground) return <Opening label={t.working} />;
  return <Comparing plan={plan} ground={ground} />;
}

function Comparing({ plan, ground: { graph, units } }: { plan: Plan; ground: NonNullable<ReturnType<typeof useGround>> }): React.ReactNode {
  const text = useText();
  const t = text.compare;
  const [, go] = useLocation();
  const may = useMay();
  const [params] = useSearchParams();
  const [a, b] = [readSide(params.get('a')), readSide(params.get('b'))];
  // eslint-disable-next-line react-hooks/exhaustive-deps -- a side is a new object every time; its words are not
  const sides = useMemo((): [Side | null, Side | null] => [a, b], [params.get('a'), params.get('b')]);
  const engine = useEngine(graph);
  const { data, error } = useCompared(...sides);
  const { picture, patches, colours } = useComparePicture(data, graph, engine.host, engine.mesh !== null);
  const [mode, setMode] = useState<Mode>('diff');
  const [map, setMap] = useState<PlanMap | null>(null);
  const [marked, setMarked] = useState<readonly number[]>([]);
  const [merging, setMerging] = useState(false);
  const names = useMemo(() => (data?.comparison.territories ?? []).map(({ name }) => name), [data]);
  const nameOf = (index: number): string => (index < 0 || index === UNASSIGNED ? text.workspace.unassigned : (names[index] ?? ''));
  const show = useCallback((at: readonly number[]) => {
    setMarked(at);
    if (map && at.length > 0) map.fit(boundsOf(at, graph.lngLat));
  }, [map, graph]);
  const choose = (one: Side, other: Side): void => {
    setMarked([]);
    setMerging(false);
    go(routes.compare(plan.id, { a: writeSide(one), b: writeSide(other) }), { replace: true });
  };
  const scenarioA = plan.scenarios.find(({ id }) => id === a?.scenarioId);
  const scenarioB = plan.scenarios.find(({ id }) => id === b?.scenarioId);
  const refusal = a === null || b === null || !scenarioA || a.scenarioId === b.scenarioId ? t.merge.sameScenario : a.seq !== null ? t.merge.notNow
    : scenarioA.status !== 'draft' ? t.merge.notDraft(scenarioA.name, text.workflow.status[scenarioA.status as keyof typeof text.workflow.status]) : may('scenario.write') ? null : text.workflow.notAllowed;
  return (
    <div className={styles.page}>
      <TopBar>
        <Link href={routes.plans} className={top.crumb}>{text.shell.home}</Link>
        <IconChevronRight size={14} stroke={1.6} className={top.dim} aria-hidden />
        <Link href={routes.scenario(plan.id, b?.scenarioId ?? plan.scenarioId ?? '')} className={top.crumb}>{plan.name}</Link>
        <IconChevronRight size={14} stroke={1.6} className={top.dim} aria-hidden />
        <h1 className={top.crumb}>{t.title}</h1>
        <span className={top.space} />
        <SchemeToggle />
        {b ? <Button component={Link} href={routes.scenario(plan.id, b.scenarioId)}>{t.open}</Button> : null}
      </TopBar>
      <main className={styles.main}>
        <aside className={styles.side} aria-label={merging ? t.merge.title : t.title}>
          {merging && data && scenarioA && scenarioB ? (
            <MergePanel
              into={scenarioA} from={{ ...scenarioB, seq: data.comparison.after.seq }} onShow={show} onBack={() => setMerging(false)}
              onMerged={() => go(routes.scenario(plan.id, scenarioA.id))}
            />
          ) : (
            <>
              <div className={styles.pickers}>
                <SidePicker plan={plan} label={t.a} side={a} onChoose={(side) => choose(side, b ?? side)} />
                <Button aria-label={t.swap} title={t.swap} disabled={!a || !b} onClick={() => a && b && choose(b, a)}><IconArrowsExchange size={15} stroke={1.6} /></Button>
                <SidePicker plan={plan} label={t.b} side={b} onChoose={(side) => choose(a ?? side, side)} />
              </div>
              {error ? <Refusal error={error} /> : null}
              {data ? <ChangePanel comparison={data.comparison} /> : <Opening label={t.working} />}
              <div className={styles.foot}>
                <Button variant="filled" fullWidth leftSection={<IconGitMerge size={15} stroke={1.6} />} disabled={refusal !== null || !data} onClick={() => setMerging(true)}>{t.merge.start(scenarioB?.name ?? 'B', scenarioA?.name ?? 'A')}</Button>
                {refusal !== null && data ? <p>{refusal}</p> : null}
              </div>
            </>
          )}
        </aside>
        <div className={styles.centre}>
          <div className={styles.map}>
            {engine.error ? <Refusal error={engine.error} /> : null}
            {engine.mesh && data ? (
              <CompareMap mesh={engine.mesh} ids={graph.ids} diff={data.diff} colours={colours} names={names} shapes={picture?.shapes ?? null} patches={patches?.shapes ?? null} mode={mode} marked={marked} bounds={units.bounds} onMap={setMap} />
            ) : <Opening label={text.workspace.map.opening} />}
            <div className={styles.modes}><SegmentedControl aria-label={t.modes.label} value={mode} onChange={(value) => setMode(value as Mode)} data={(['diff', 'a', 'b'] as const).map((value) => ({ value, label: t.modes[value] }))} /></div>
            {data && mode === 'diff' ? <FlowLegend flows={data.diff.flows} colours={colours} nameOf={nameOf} onShow={({ units: at }) => show(at)} /> : null}
          </div>
          <div className={styles.table}>
            {data && data.comparison.flows.length > 0 ? <GiveTakeTable comparison={data.comparison} colours={colours} nameOf={nameOf} /> : null}
            {data && data.comparison.flows.length === 0 ? <EmptyState icon={<IconEqual size={22} stroke={1.6} />} title={t.same.title} why={t.same.why} /> : null}
          </div>
        </div>
      </main>
    </div>
  );
}
