import { Button, Progress } from '@mantine/core';
import { useEffect, useState } from 'react';
import { formatClock, formatShare } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import styles from './Data.module.css';

/** Work on the server: what it is, how far it is (`done` 0-1) where that is known, since when, and the way to end it. */
export function Busy({ title, why, done, onCancel }: { title: string; why?: string; done?: number; onCancel?(): void }): React.ReactNode {
  const text = useText();
  const t = text.data.wizard;
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const begun = Date.now();
    const timer = setInterval(() => setSeconds((Date.now() - begun) / 1000), 500);
    return () => clearInterval(timer);
  }, []);
  return (
    <div className={styles.busy}>
      <p role="status"><b>{title}</b> {why}</p>
      <Progress value={done === undefined ? 100 : done * 100} animated={done === undefined} size={6} aria-label={title} />
      <div className={styles.head}>
        <span className="num" aria-hidden="true">{done === undefined ? t.seconds(formatClock(seconds)) : `${formatShare(done)} · ${t.seconds(formatClock(seconds))}`}</span>
        <span className={styles.space} />
        {onCancel ? <Button size="compact-xs" onClick={onCancel}>{text.shell.cancel}</Button> : null}
      </div>
    </div>
  );
}
