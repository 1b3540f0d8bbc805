import { Button, FileButton, Progress } from '@mantine/core';
import { IconAlertCircle, IconDownload, IconFileTypeCsv } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError } from '../../server/ApiError.ts';
import { queries, queryClient } from '../../server/queries.ts';
import { uploadDataset } from '../../server/upload.ts';
import { formatBytes } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { downloadCsv } from '../../ui/downloadCsv.ts';
import { exampleRows } from './exampleRows.ts';
import { onHandedFile } from './handedFile.ts';
import styles from './Import.module.css';
import { PasteRows } from './PasteRows.tsx';

type Upload = { readonly file: File; readonly done: number };

/** Words over the place where the file goes. */
export interface SourceWords {
  readonly title: string;
  readonly intro: string;
  readonly drop: string;
}

/** Step one: a file, chosen or dropped. What cannot be read is refused with the reason and the way out. Without `words` it asks for the accounts of a new plan. */
export function SourceStep({ onRead, words }: { onRead(datasetId: string): void; words?: SourceWords }): React.ReactNode {
  const text = useText();
  const t = text.datasets.source;
  const workspace = useQuery(queries.workspace());
  const limit = workspace.data?.maxUploadBytes ?? null;
  const [upload, setUpload] = useState<Upload | null>(null);
  const [error, setError] = useState<{ title: string; details: string[] } | null>(null);
  const running = useRef<AbortController | null>(null);
  const take = useCallback(
    async (file: File) => {
      running.current?.abort();
      setError(null);
      if (file.size === 0) return setError({ title: t.empty, details: [] });
      if (limit !== null && file.size > limit) return setError({ title: t.tooLarge(formatBytes(file.size), formatBytes(limit)), details: [] });
      const abort = new AbortController();
      running.current = abort;
      setUpload({ file, done: 0 });
      try {
        const dataset = await uploadDataset(file, (done) => setUpload({ file, done }), abort.signal);
        queryClient.setQueryData(queries.dataset(dataset.id).queryKey, dataset);
        onRead(dataset.id);
      } catch (reason) {
        if (!abort.signal.aborted) setError(explain(reason, text.shell.network.title, t.expectedFound, text.data.where));
      } finally {
        if (running.current === abort) setUpload(null);
      }
    },
    [limit, onRead, t, text],
  );
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => onHandedFile((file) => void latest.current(file)), []);
  useEffect(() => () => running.current?.abort(), []);
  return (
    <main className={styles.main}>
      <div className={styles.intro}>
        <h1>{(words ?? t).title}</h1>
        <p>{(words ?? t).intro}</p>
      </div>
      <div className={styles.drop}>
        {upload ? (
          <div role="status" className={styles.uploading}>
            <b>{t.uploading(upload.file.name)}</b>
            <Progress value={upload.done * 100} animated={upload.done >= 1} size={6} aria-label={t.uploading(upload.file.name)} />
            <span className="num">{t.progress(formatBytes(upload.file.size * upload.done), formatBytes(upload.file.size))}</span>
            <Button onClick={() => running.current?.abort()}>{text.shell.cancel}</Button>
          </div>
        ) : (
          <>
            <IconFileTypeCsv size={32} stroke={1.4} aria-hidden className={styles.dim} />
            <b>{(words ?? t).drop}</b>
            <span className={styles.quiet}>{t.or}</span>
            <FileButton accept=".csv,.tsv,.txt,.xlsx,.geojson,.json,.parquet,text/csv,text/plain,text/tab-separated-values" onChange={(file) => file && void take(file)}>
              {(props) => <Button {...props} variant="filled" size="sm">{t.choose}</Button>}
            </FileButton>
            {limit === null ? null : <span className={styles.quiet}>{t.limit(formatBytes(limit))}</span>}
          </>
        )}
      </div>
      {error ? (
        <div className={styles.problem} role="alert">
          <IconAlertCircle size={18} stroke={1.6} aria-hidden />
          <div>
            <b>{error.title}</b>
            {error.details.map((detail) => <p key={detail}>{detail}</p>)}
          </div>
        </div>
      ) : null}
      {upload ? null : <PasteRows onFile={(file) => void take(file)} />}
      {words === undefined ? <p className={styles.template}><Button variant="subtle" leftSection={<IconDownload size={15} stroke={1.6} />} onClick={() => downloadCsv(t.templateName, exampleRows)}>{t.template}</Button></p> : null}
    </main>
  );
}

/** The server's reasons in reading order: what happened, where, expected, found, how to repair. */
function explain(reason: unknown, network: string, expectedFound: (expected: string, found: string) => string, whereText: (where: string) => string): { title: string; details: string[] } {
  if (!(reason instanceof ApiError)) return { title: reason instanceof Error ? reason.message : String(reason), details: [] };
  if (reason.code === 'network') return { title: network, details: [] };
  const { problem } = reason;
  if (!problem) return { title: reason.message, details: [] };
  const { title, detail, where, expected, found, repair } = problem;
  const what = expected && found ? expectedFound(expected, found) : detail;
  return { title, details: [where && whereText(where), what, repair].filter((part): part is string => Boolean(part) && part !== title) };
}
