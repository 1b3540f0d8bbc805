import { Tooltip } from '@mantine/core';
import type { Plan, Present } from '@hexalign/api/contract';
import { useQuery } from '@tanstack/react-query';
import type { Editor } from '../../editor/Editor.ts';
import { queries } from '../../server/queries.ts';
import { useText } from '../../text/useText.ts';
import { told } from '../../text/told.ts';
import { initialsOf } from './initials.ts';
import styles from './WhoIsHere.module.css';

const SHOWN = 4;

/** Initials of the others in the plan; where each is stands in words behind them. */
export function WhoIsHere({ others, plan, scenarioId, editor }: { others: readonly Present[]; plan: Plan; scenarioId: string; editor: Editor }): React.ReactNode {
  const t = useText().live;
  const me = useQuery(queries.session()).data?.user?.id;
  if (others.length === 0) return null;
  const where = ({ actor, scenarioId: at, slot }: Present): string => {
    const territory = at === scenarioId && slot !== null ? editor.state.territories[slot] : null;
    if (actor.id === me) return at === scenarioId ? t.youThis : t.youOther(plan.scenarios.find(({ id }) => id === at)?.name ?? plan.name);
    if (territory) return t.editing(told(actor.name), territory.name);
    if (at === scenarioId) return t.inThis(told(actor.name));
    const scenario = plan.scenarios.find(({ id }) => id === at);
    return scenario ? t.inOther(told(actor.name), scenario.name) : t.inPlan(told(actor.name));
  };
  return (
    <ul className={styles.list} aria-label={t.here}>
      {others.slice(0, SHOWN).map((one) => (
        <li key={one.client}>
          <Tooltip label={where(one)}>
            <span className={one.scenarioId === scenarioId ? styles.near : styles.far} role="img" aria-label={where(one)}>{initialsOf(one.actor.name)}</span>
          </Tooltip>
        </li>
      ))}
      {others.length > SHOWN ? (
        <li>
          <Tooltip label={<>{others.slice(SHOWN).map((one) => <div key={one.client}>{where(one)}</div>)}</>}>
            <span className={styles.far} role="img" aria-label={t.more(others.length - SHOWN)}>+{others.length - SHOWN}</span>
          </Tooltip>
        </li>
      ) : null}
    </ul>
  );
}
