import { Tooltip } from '@mantine/core';
import type { Plan, Present } from '@hexalign/api/contract';
import { useQuery } from '@tanstack/react-query';
import type { Editor } from '../../editor/Editor.ts';
import { queries } from '../../server/queries.ts';
import { useText } from '../../text/useText.ts';
import { told } from '../../text/told.ts';
import { byPerson } from './byPerson.ts';
import { initialsOf } from './initials.ts';
import styles from './WhoIsHere.module.css';

const SHOWN = 4;

/** Initials of the others in the plan, once however many pages they have open; where each is stands in words behind them. */
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
  /** Every place once: two pages in one scenario say the same. */
  const places = (own: readonly Present[]): string[] => [...new Set(own.map(where))];
  const people = byPerson(others, scenarioId);
  return (
    <ul className={styles.list} aria-label={t.here}>
      {people.slice(0, SHOWN).map((own) => (
        <li key={own[0].actor.id}>
          <Tooltip label={<Lines of={places(own)} />}>
            <span className={own[0].scenarioId === scenarioId ? styles.near : styles.far} role="img" aria-label={places(own).join('. ')}>{initialsOf(own[0].actor.name)}</span>
          </Tooltip>
        </li>
      ))}
      {people.length > SHOWN ? (
        <li>
          <Tooltip label={<Lines of={people.slice(SHOWN).flatMap(places)} />}>
            <span className={styles.far} role="img" aria-label={t.more(people.length - SHOWN)}>+{people.length - SHOWN}</span>
          </Tooltip>
        </li>
      ) : null}
    </ul>
  );
}

function Lines({ of }: { of: readonly string[] }): React.ReactNode {
  return <>{of.map((line) => <div key={line}>{line}</div>)}</>;
}
