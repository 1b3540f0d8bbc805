import { Button, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../text/useText.ts';
import styles from './Legend.module.css';

/** The limits between classes, to be set by hand. Nothing is taken over while they do not rise. */
export function LegendLimits({ edges, onEdges, onDone }: { edges: readonly number[]; onEdges(edges: readonly number[]): void; onDone(): void }): React.ReactNode {
  const t = useText().seeing.legend;
  const [typed, setTyped] = useState<readonly (number | string)[]>(edges);
  const numbers = typed.map(Number);
  const rise = typed.every((value) => value !== '') && numbers.every((value, i) => value > (numbers[i - 1] ?? 0));
  return (
    <form
      className={styles.limits}
      onSubmit={(event) => {
        event.preventDefault();
        if (!rise) return;
        onEdges(numbers);
        onDone();
      }}
    >
      {typed.map((value, i) => (
        // Limits have no name but their place.
        // eslint-disable-next-line react/no-array-index-key
        <NumberInput key={i} aria-label={t.limit(i + 1)} size="xs" min={0} hideControls value={value} error={!rise && (value === '' || !(numbers[i] > (numbers[i - 1] ?? 0)))} onChange={(next) => setTyped(typed.map((one, j) => (j === i ? next : one)))} />
      ))}
      {rise ? null : <p className={styles.wrong} role="alert">{t.wrong}</p>}
      <div className={styles.commands}>
        <Button type="submit" size="xs" disabled={!rise}>{t.done}</Button>
        <Button size="xs" variant="subtle" onClick={() => { onEdges([]); onDone(); }}>{t.reset}</Button>
      </div>
    </form>
  );
}
