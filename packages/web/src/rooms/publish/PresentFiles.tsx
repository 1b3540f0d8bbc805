import { ActionIcon, Button, FileButton, NativeSelect } from '@mantine/core';
import { IconFileImport, IconX } from '@tabler/icons-react';
import type { Crm } from '@hexalign/api/contract';
import { useMutation } from '@tanstack/react-query';
import { uploadDataset } from '../../server/upload.ts';
import { useText } from '../../text/useText.ts';
import { ServerWords } from '../data/ServerWords.tsx';
import { PRESENT_TABLES, tableOf } from './presentTables.ts';
import styles from './Publish.module.css';

/** An export of a table as it stands in the system now. */
export interface PresentFile {
  readonly table: string;
  readonly datasetId: string;
  readonly filename: string;
}

/** Takes exports of the system's tables, so that files hold what differs and not everything. */
export function PresentFiles({ crm, files, onFiles, disabled }: { crm: Crm; files: readonly PresentFile[]; onFiles(files: readonly PresentFile[]): void; disabled: boolean }): React.ReactNode {
  const t = useText().publish.present;
  const upload = useMutation({
    mutationFn: async (chosen: readonly File[]) => {
      const read: PresentFile[] = [];
      for (const file of chosen) {
        const { id } = await uploadDataset(file, () => undefined, new AbortController().signal);
        read.push({ table: tableOf(crm, file.name), datasetId: id, filename: file.name });
      }
      return read;
    },
    onSuccess: (read) => onFiles([...files, ...read]),
  });
  return (
    <div className={styles.present} role="group" aria-label={t.title}>
      <p className={styles.small}>{t.why(PRESENT_TABLES[crm].join(', '))}</p>
      {files.map((file, i) => (
        <div key={file.datasetId} className={styles.row}>
          <NativeSelect aria-label={t.table(file.filename)} value={file.table} data={[...PRESENT_TABLES[crm]]} onChange={(event) => onFiles(files.with(i, { ...file, table: event.currentTarget.value }))} w={280} />
          <span>{file.filename}</span>
          <ActionIcon aria-label={t.remove(file.filename)} onClick={() => onFiles(files.toSpliced(i, 1))}><IconX size={16} stroke={1.6} /></ActionIcon>
        </div>
      ))}
      {upload.isError ? <ServerWords error={upload.error} /> : null}
      <div><FileButton multiple accept=".csv,.tsv,.xlsx" disabled={disabled} onChange={(chosen) => { if (chosen.length > 0) upload.mutate(chosen); }}>{(props) => <Button {...props} leftSection={<IconFileImport size={16} stroke={1.6} />} loading={upload.isPending} disabled={disabled}>{t.add}</Button>}</FileButton></div>
    </div>
  );
}
