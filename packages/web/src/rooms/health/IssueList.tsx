import { Button, Popover, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconChevronDown, IconChevronRight, IconClockPause } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { dayAfter, formatDay, today } from '../../text/days.ts';
import { useText } from '../../text/useText.ts';
import styles from './Health.module.css';
import type { Issue } from './issues.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

interface IssueListProps {
  readonly issues: readonly Issue[];
  /** Id of the one that is open. */
  readonly open: string | null;
  onOpen(id: string | null): void;
  /** Puts an issue aside up to and with a day, null takes it up again; null where that is not allowed. */
  readonly onIgnore: ((issue: Issue, until: string | null) => void) | null;
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
        const { id, title, where, ignoredUntil, body } = issue;
        const isOpen = id === open;
        return (
          <li key={id} className={styles.item} data-aside={ignoredUntil === null ? undefined : 'yes'}>
            <button type="button" className={styles.head} data-issue={id} aria-expanded={isOpen} onClick={() => onOpen(isOpen ? null : id)}>
              {ignoredUntil === null ? <IconAlertTriangle size={16} stroke={1.6} className={styles.sign} aria-hidden /> : <IconClockPause size={16} stroke={1.6} aria-hidden />}
              <span className={styles.words}><b>{title}</b>{where ? <span className={styles.small}>{where}</span> : null}{ignoredUntil ? <span className={styles.small}>{t.asideUntil(formatDay(ignoredUntil))}</span> : null}</span>
              {isOpen ? <IconChevronDown size={14} stroke={1.6} aria-hidden /> : <IconChevronRight size={14} stroke={1.6} aria-hidden />}
            </button>
            {isOpen ? (
              <div className={styles.body}>
                {body}
                {onIgnore === null ? null : ignoredUntil === null ? <Ignore onIgnore={(until) => onIgnore(issue, until)} /> : <div className={styles.actions}><Button onClick={() => onIgnore(issue, null)}>{t.takeUp}</Button></div>}
              </div>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

function Ignore({ onIgnore }: { onIgnore(until: string): void }): React.ReactNode {
  const t = useText().health;
  const [asking, setAsking] = useState(false);
  const [until, setUntil] = useState(() => new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10));
  const wrong = !DAY.test(until) || until < dayAfter(today());
  return (
    <div className={styles.actions}>
      <Popover opened={asking} onChange={setAsking} position="bottom-start" trapFocus withinPortal>
        <Popover.Target><Button aria-expanded={asking} onClick={() => setAsking(!asking)}>{t.ignore}</Button></Popover.Target>
        <Popover.Dropdown aria-label={t.ignoreTitle}>
          <form
            className={styles.ignore}
            onSubmit={(event) => {
              event.preventDefault();
              if (!wrong) onIgnore(until);
            }}
          >
            <TextInput type="date" label={t.ignoreDay} description={t.ignoreWhy} value={until} error={wrong ? t.later : null} onChange={(event) => setUntil(event.currentTarget.value)} />
            <Button type="submit" variant="filled" disabled={wrong}>{t.ignoreSave}</Button>
          </form>
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}
