import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconFocus2, IconHandStop } from '@tabler/icons-react';
import { formatDay } from '../../text/days.ts';
import { useText } from '../../text/useText.ts';
import styles from './Exceptions.module.css';
import type { Held } from './useLedger.ts';

/** An account or a cell that stays where it is. */
export function HoldRow({ held, onLift, onShow }: { held: Held; onLift: ((name: string) => void) | null; onShow(at: readonly [number, number]): void }): React.ReactNode {
  const text = useText();
  const t = text.exceptions;
  const { account, unit, place, territory, reason, owner, expires, expired } = held;
  const name = account?.name ?? t.cell(unit?.id ?? '');
  return (
    <li className={styles.item}>
      <IconHandStop size={14} stroke={1.6} aria-hidden />
      <span className={styles.text}>
        <b>{name}</b>
        <span className={styles.small}>{t.staysIn(territory?.name ?? text.workspace.unassigned)}</span>
        <span className={styles.small}>{t.reason(reason, owner)} · {expires === null ? t.openHold : expired ? t.ended(formatDay(expires)) : t.until(formatDay(expires))}</span>
      </span>
      <span className={styles.buttons}>
        {place ? <Tooltip label={t.show}><ActionIcon aria-label={t.showOf(name)} onClick={() => onShow([place.lng, place.lat])}><IconFocus2 size={16} stroke={1.6} /></ActionIcon></Tooltip> : null}
        {onLift ? <Button size="compact-sm" aria-label={t.liftOf(name)} onClick={() => onLift(name)}>{t.lift}</Button> : null}
      </span>
    </li>
  );
}
