import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../text/useText.ts';
import styles from './Import.module.css';

/** Rows from a spreadsheet, pasted with their header in place of a file. */
export function PasteRows({ onFile }: { onFile(file: File): void }): React.ReactNode {
  const t = useText().datasets.source.paste;
  const [rows, setRows] = useState('');
  return (
    <details className={styles.paste}>
      <summary>{t.title}</summary>
      <Textarea label={t.label} description={t.hint} value={rows} minRows={4} maxRows={12} autosize spellCheck={false} onChange={(event) => setRows(event.currentTarget.value)} />
      <Button mt="sm" disabled={rows.trim() === ''} onClick={() => onFile(new File([rows], t.filename, { type: 'text/csv' }))}>{t.take}</Button>
    </details>
  );
}
