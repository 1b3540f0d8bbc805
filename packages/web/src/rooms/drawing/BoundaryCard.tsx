import { ActionIcon, Button, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '../../text/useText.ts';
import styles from './Card.module.css';
import type { Boundary } from './readBoundaries.ts';

/** The list is searched, so it need not show all of a country's postal areas at once. */
const MOST_LISTED = 200;
const ALL = 'all';

/** Boundaries of a file: which of them to show with the cells inside. */
export function BoundaryCard({ filename, boundaries, onChoose, onDone }: { filename: string; boundaries: readonly Boundary[]; onChoose(boundaries: readonly Boundary[], name: string): void; onDone(): void }): React.ReactNode {
  const t = useText().drawing.boundary;
  const [at, setAt] = useState('0');
  const names = boundaries.map(({ name }, i) => name ?? t.unnamed(i + 1));
  const all = boundaries.length > 1 ? [{ value: ALL, label: t.all(boundaries.length) }] : [];
  return (
    <div className={styles.card} role="dialog" aria-label={filename}>
      <div className={styles.head}><b>{filename}</b><span className={styles.note}>{t.title(boundaries.length)}</span><span className={styles.space} /><ActionIcon aria-label={t.close} onClick={onDone}><IconX size={15} stroke={1.6} /></ActionIcon></div>
      <Select label={t.choose} data={[...all, ...names.map((label, value) => ({ value: String(value), label }))]} value={at} allowDeselect={false} searchable={names.length > 8} limit={MOST_LISTED} onChange={(value) => setAt(value ?? '0')} comboboxProps={{ withinPortal: true }} />
      <div className={styles.actions}>
        <Button variant="filled" onClick={() => (at === ALL ? onChoose(boundaries, t.all(boundaries.length)) : onChoose([boundaries[Number(at)]], names[Number(at)]))}>{t.show}</Button>
      </div>
    </div>
  );
}
