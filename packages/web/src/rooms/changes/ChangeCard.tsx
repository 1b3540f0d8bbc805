import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import type { AccountChange, AccountChanges } from '@hexalign/api/contract';
import { formatDay } from '../../text/days.ts';
import { formatExact, formatMoment } from '../../text/format.ts';
import { reasonText } from '../../text/reasonText.ts';
import { useText } from '../../text/useText.ts';
import { told } from '../../text/told.ts';
import { Swatch } from '../../ui/Swatch.tsx';
import { ChallengeSection } from '../challenges/ChallengeSection.tsx';
import { HereView } from '../why/HereView.tsx';
import type { ChangeNames } from './changeNames.ts';
import styles from './Changes.module.css';
import type { Deciding } from './useDecide.tsx';

/** One change: from whom to whom, why, and what one may make of it. */
export function ChangeCard({ data, names, change, decide }: { data: AccountChanges; names: ChangeNames; change: AccountChange | undefined; decide: Deciding }): React.ReactNode {
  const text = useText();
  const t = text.changes;
  if (change === undefined) return <aside className={styles.card} aria-label={t.moves('', '')}><p className={styles.hint}>{t.choose}</p></aside>;
  const { account, from, to, values, cause, tenureDays, opportunities, decision } = change;
  const { side, reasons } = data.causes[cause];
  const why = reasons.map((reason) => reasonText(reason, text)).join(' ');
  const who = (index: number): string => {
    const person = names.person(index);
    return person === null ? names.name(index) : t.person(names.name(index), person);
  };
  return (
    <aside className={styles.card} aria-label={account.name}>
      <h2>{account.name}</h2>
      <p className={styles.id}>{account.id}</p>
      <p className={styles.way}>
        <span className="visually-hidden">{t.moves(who(from), who(to))}</span>
        <span aria-hidden className={styles.named}><Swatch colour={names.colour(from)} />{who(from)}</span>
        <IconArrowRight size={13} stroke={1.6} aria-hidden />
        <span aria-hidden className={styles.named}><Swatch colour={names.colour(to)} />{who(to)}</span>
      </p>
      <dl className={styles.facts}>
        {data.measures.map(({ key, unit }, m) => <div key={key}><dt>{key}</dt><dd className="num">{formatExact(values[m], unit)}</dd></div>)}
        {data.known.opportunities ? <div><dt>{t.opportunities}</dt><dd className="num">{opportunities ?? t.unknown}</dd></div> : null}
        <div><dt>{t.tenure}</dt><dd className="num">{tenureDays === null ? t.unknown : t.days(tenureDays)}</dd></div>
      </dl>
      <h3>{t.cause}</h3>
      <p className={styles.why} data-testid="cause">{side === 'base' ? t.byBase(data.base.name, why) : why}</p>
      <h3>{t.state}</h3>
      {decision === null ? <p className={styles.why}>{t.decision.open}</p> : (
        <p className={styles.why}>
          {t.decided(t.decision[decision.decision], told(decision.actor.name), formatMoment(Date.parse(decision.at)))}{decision.note ? `: ${decision.note}` : ''}{' '}
          {decision.until === null ? '' : t.until(formatDay(decision.until))} {decision.stale ? t.stale : ''}
        </p>
      )}
      <div className={styles.buttons}>
        <Button variant="filled" disabled={!decide.may} onClick={decide.accept}>{t.accept}</Button>
        <Button disabled={!decide.may || from < 0} onClick={decide.keep}>{t.keep}</Button>
        <Button disabled={!decide.may} onClick={decide.defer}>{t.defer}</Button>
      </div>
      {decision !== null && !decision.stale && decide.may ? <button type="button" className={styles.link} onClick={decide.reopen}>{t.reopen}</button> : null}
      {data.base.inForce ? <ChallengeSection key={`objections ${account.id}`} scenarioId={data.scenario.scenarioId} account={account} onChange={decide.again} /> : null}
      <h3>{text.why.title}</h3>
      <HereView key={account.id} scenarioId={data.scenario.scenarioId} account={account.id} />
    </aside>
  );
}
