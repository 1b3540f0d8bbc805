import { Button, Popover, Textarea, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconChevronDown, IconChevronRight, IconClockPause } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { dayAfter, formatDay, today } from '../../text/days.ts';
import { useText } from '../../text/useText.ts';
import styles from './Health.module.css';
import type { Issue } from './issues.ts';

/** Until when something is left as it is, and why. */
export interface Left {
  readonly until: string;
  readonly reason: string;
}

/** A day that never comes: left for good. */
export const FOR_GOOD = '9999-12-31';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

interface IssueListProps {
  readonly issues: readonly Issue[];
  /** Id of the one that is open. */
  readonly open: string | null;
  onOpen(id: string | null): void;
  /** Leaves an issue as it is up to and with a day, and why; null takes it up again. Null where that is not allowed. */
  readonly onIgnore: ((issue: Issue, left: Left | null) => void) | null;
}

/** Issues of any kind, each with what is behind it, and a way to put it aside. */
export function IssueList({ issues, open, onOpen, onIgnore }: IssueListProps): React.ReactNode {
  const t = useText().health;
  const list = useRef<HTMLUListElement>(null);
  // What a key opened is where the next key works.
  useEffect(() => {
    if (open !== null) list.current?.querySelector<HTMLElement>(`[data-issue="${CSS.escape(open)}"]`)?.focus();
  }, [open]);
  return (
    <ul ref={list} className={styles.list} aria-label={t.list}>
      {issues.map((issue) => {
        const { id, title, where, ignoredUntil, reason, body } = issue;
        const isOpen = id === open;
        return (
          <li key={id} className={styles.item} data-aside={ignoredUntil === null ? undefined : 'yes'}>
            <button type="button" className={styles.head} data-issue={id} aria-expanded={isOpen} onClick={() => onOpen(isOpen ? null : id)}>
              {ignoredUntil === null ? <IconAlertTriangle size={16} stroke={1.6} className={styles.sign} aria-hidden /> : <IconClockPause size={16} stroke={1.6} aria-hidden />}
              <span className={styles.words}><b>{title}</b>{where ? <span className={styles.small}>{where}</span> : null}{ignoredUntil ? <span className={styles.small}>{ignoredUntil === FOR_GOOD ? t.leftForGood : t.asideUntil(formatDay(ignoredUntil))}{reason ? `: ${reason}` : ''}</span> : null}</span>
              {isOpen ? <IconChevronDown size={14} stroke={1.6} aria-hidden /> : <IconChevronRight size={14} stroke={1.6} aria-hidden />}
            </button>
            {isOpen ? (
              <div className={styles.body}>
                {body}
                {onIgnore === null ? null : ignoredUntil === null ? <Leave onLeave={(left) => onIgnore(issue, left)} /> : <div className={styles.actions}><Button onClick={() => onIgnore(issue, null)}>{t.takeUp}</Button></div>}
              </div>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

function Leave({ onLeave }: { onLeave(left: Left): void }): React.ReactNode {
  const t = useText().health;
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const wrong = until !== '' && (!DAY.test(until) || until < dayAfter(today()));
  return (
    <div className={styles.actions}>
      <Popover opened={asking} onChange={setAsking} position="bottom-start" trapFocus withinPortal>
        <Popover.Target><Button aria-expanded={asking} onClick={() => setAsking(!asking)}>{t.leave}</Button></Popover.Target>
        <Popover.Dropdown aria-label={t.leave}>
          <form
            className={styles.ignore}
            onSubmit={(event) => {
              event.preventDefault();
              if (!wrong && reason.trim() !== '') onLeave({ until: until === '' ? FOR_GOOD : until, reason: reason.trim() });
            }}
          >
            <Textarea data-autofocus label={t.leaveReason} description={t.leaveWhy} maxLength={500} autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
            <TextInput type="date" label={t.ignoreDay} description={t.leaveDayWhy} value={until} error={wrong ? t.later : null} onChange={(event) => setUntil(event.currentTarget.value)} />
            <Button type="submit" variant="filled" disabled={wrong || reason.trim() === ''}>{t.leaveSave}</Button>
          </form>
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}
