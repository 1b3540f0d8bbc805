import { Button, NativeSelect } from '@mantine/core';
import { IconChevronRight, IconEqual } from '@tabler/icons-react';
import type { Plan } from '@hexalign/api/contract';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { routes } from '../../routes.ts';
import { ApiError } from '../../server/ApiError.ts';
import { queries } from '../../server/queries.ts';
import { today } from '../../text/days.ts';
import { useText } from '../../text/useText.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { NotFound } from '../../ui/NotFound.tsx';
import { Opening } from '../../ui/Opening.tsx';
import { Refusal } from '../../ui/Refusal.tsx';
import { SchemeToggle } from '../../ui/SchemeToggle.tsx';
import { TopBar } from '../../ui/TopBar.tsx';
import top from '../scenarios/WorkspaceTop.module.css';
import { ChangeCard } from './ChangeCard.tsx';
import { ChangeGroups } from './ChangeGroups.tsx';
import { ChangeTable } from './ChangeTable.tsx';
import { useKeptColours } from '../scenarios/keptColours.ts';
import { changeNames } from './changeNames.ts';
import styles from './Changes.module.css';
import { useChanges, type ChangesAsked } from './useChanges.ts';
import { useDecide } from './useDecide.tsx';

const ALL: ChangesAsked = { by: 'territory', of: null, decision: null, search: '' };

/** Everybody who changes hands in a scenario: from whom to whom, why, and what is decided of it. */
export function ChangesPage({ planId }: { planId: string }): React.ReactNode {
  const { data: plan, error, refetch } = useQuery(queries.plan(planId));
  const [params] = useSearchParams();
  const scenarioId = params.get('of') ?? plan?.scenarioId ?? null;
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!plan) return <Opening />;
  const scenario = plan.scenarios.find(({ id }) => id === scenarioId);
  return scenario === undefined ? <NotFound /> : <ChangesOf plan={plan} scenario={scenario} base={params.get('base')} />;
}

function ChangesOf({ plan, scenario, base }: { plan: Plan; scenario: Plan['scenarios'][number]; base: string | null }): React.ReactNode {
  const text = useText();
  const t = text.changes;
  const [, go] = useLocation();
  const force = useQuery(queries.inForce(plan.id, today())).data?.activation ?? null;
  const [asked, setAsked] = useState<ChangesAsked>(ALL);
  const [search] = useDebouncedValue(asked.search, 200);
  const changes = useChanges(scenario.id, base, { ...asked, search });
  const [at, setAt] = useState(0);
  const { data, error } = changes;
  const decide = useDecide({ scenario, base, changes, at, setAt });
  const ask = (change: Partial<ChangesAsked>): void => {
    setAsked({ ...asked, ...change });
    setAt(0);
  };
  const others = plan.scenarios.filter(({ id }) => id !== scenario.id);
  const noBase = error instanceof ApiError && error.code === 'changes.base';
  const chosen = changes.row(at);
  const kept = useKeptColours(data?.scenario.scenarioId);
  const names = data && changeNames(data, kept, t.nobody);
  return (
    <div className={styles.page}>
      <TopBar>
        <Link href={routes.plans} className={top.crumb}>{text.shell.home}</Link>
        <IconChevronRight size={14} stroke={1.6} className={top.dim} aria-hidden />
        <Link href={routes.scenario(plan.id, scenario.id)} className={top.crumb}>{plan.name}</Link>
        <IconChevronRight size={14} stroke={1.6} className={top.dim} aria-hidden />
        <h1 className={top.crumb}>{t.title}</h1>
        <span className={top.space} />
        <SchemeToggle />
        <Button component={Link} href={routes.scenario(plan.id, scenario.id)}>{t.back}</Button>
      </TopBar>
      <main className={styles.main}>
        <aside className={styles.side} aria-label={t.groups}>
          <div className={styles.picker}>
            <p className={styles.scenario}>{scenario.name}</p>
            <NativeSelect
              label={t.base} value={base ?? ''}
              data={[{ value: '', label: force ? t.inForceNamed(force.scenarioName) : t.inForce }, ...others.map(({ id, name }) => ({ value: id, label: name }))]}
              onChange={(event) => {
                setAsked(ALL);
                setAt(0);
                go(routes.changes(plan.id, scenario.id, event.currentTarget.value || null), { replace: true });
              }}
            />
          </div>
          {data && !error ? <ChangeGroups data={data} asked={asked} onAsk={ask} /> : null}
        </aside>
        {error && !noBase ? <div className={styles.centre}><Refusal error={error} /></div> : null}
        {noBase ? <div className={styles.centre}><EmptyState icon={<IconEqual size={22} stroke={1.6} />} {...t.noForce} /></div> : null}
        {!data && !error ? <div className={styles.centre}><Opening label={t.working} /></div> : null}
        {data && names && !error ? (
          data.moved.accounts === 0 ? <div className={styles.centre}><EmptyState icon={<IconEqual size={22} stroke={1.6} />} {...t.nothing} /></div> : (
            <>
              <ChangeTable data={data} names={names} changes={changes} at={at} onAt={setAt} search={asked.search} onAsk={ask} file={`/api/scenarios/${scenario.id}/exports/changes.csv${base === null ? '' : `?base=${base}`}`} />
              <ChangeCard data={data} names={names} change={chosen} decide={decide} />
            </>
          )
        ) : null}
      </main>
      {decide.dialog}
    </div>
  );
}
