import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconFocus2 } from '@tabler/icons-react';
import { formatDay } from '../../text/days.ts';
import { formatMeasure, formatMoment } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { told } from '../../text/told.ts';
import styles from './Exceptions.module.css';
import type { Exception, Ledger } from './useLedger.ts';

/** One account that somebody else has than its ground says. */
export function ExceptionRow({ exception, measures, onEnd, onShow }: { exception: Exception; measures: Ledger['measures']; onEnd: (() => void) | null; onShow(at: readonly [number, number]): void }): React.ReactNode {
  const text = useText();
  const t = text.exceptions;
  const { account, territory, ground, reason, owner, expires, expired, place, values, decided } = exception;
  const nobody = text.workspace.unassigned;
  return (
    <li className={styles.item}>
      <span className={styles.shape} aria-hidden="true">◆</span>
      <span className={styles.text}>
        <b>{account.name}</b>
        <span className={styles.small}>{t.belongs(territory?.name ?? nobody, ground?.name ?? nobody)}</span>
        <span className={styles.small}>{t.reason(reason, owner)} · {expires === null ? t.open_end : expired ? t.ended(formatDay(expires)) : t.until(formatDay(expires))}</span>
        <span className={styles.small}>{[...measures.map(({ key, unit }, m) => `${key} ${formatMeasure(values[m], unit)}`), ...(decided.entry ? [`${told(decided.entry.actor.name)}, ${formatMoment(Date.parse(decided.entry.at))}`] : [])].join(' · ')}</span>
      </span>
      <span className={styles.buttons}>
        {place ? <Tooltip label={t.show}><ActionIcon aria-label={t.showOf(account.name)} onClick={() => onShow([place.lng, place.lat])}><IconFocus2 size={16} stroke={1.6} /></ActionIcon></Tooltip> : null}
        {onEnd ? <Button size="compact-sm" aria-label={t.endOf(account.name)} onClick={onEnd}>{t.end}</Button> : null}
      </span>
    </li>
  );
}
