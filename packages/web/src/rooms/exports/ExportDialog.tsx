import { Modal, NativeSelect } from '@mantine/core';
import { endpoints, exportFormats, Paper, type ExportFormat, type Plan } from '@hexalign/api/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import { download } from '../../server/download.ts';
import { problemText } from '../../server/problemText.ts';
import { queries } from '../../server/queries.ts';
import { today } from '../../text/days.ts';
import { useLanguage } from '../../text/LanguageProvider.tsx';
import { useText } from '../../text/useText.ts';
import styles from './Exports.module.css';
import { FileRow, type FileName } from './FileRow.tsx';

/** A state of a scenario; `seq` null: as it is now. */
interface State {
  readonly scenarioId: string;
  readonly seq: number | null;
}

const FORMATS = Object.keys(exportFormats) as ExportFormat[];
const inGroups = (...groups: string[]): ExportFormat[] => FORMATS.filter((format) => groups.includes(exportFormats[format].group));

/** All files that the plan leaves in, by what they are for, of the state that is chosen. */
export function ExportDialog({ plan, scenarioId, editor, onPicture, onClose }: { plan: Plan; scenarioId: string; editor: Editor; onPicture: (() => void) | null; onClose(): void }): React.ReactNode {
  const text = useText();
  const t = text.exports;
  const revisions = useQuery(queries.revisions(scenarioId)).data?.revisions ?? [];
  const force = useQuery(queries.inForce(plan.id, today())).data?.activation ?? null;
  const [chosen, setChosen] = useState('');
  const { language } = useLanguage();
  const [paper, setPaper] = useState<Paper>('a4');
  const [failure, setFailure] = useState<string | null>(null);
  const [making, setMaking] = useState<ReadonlySet<FileName>>(new Set());

  const states = new Map<string, State>([
    ['', { scenarioId, seq: null }],
    ...revisions.map(({ id, seq }): [string, State] => [id, { scenarioId, seq }]),
    ...(force === null ? [] : [[force.id, { scenarioId: force.scenarioId, seq: force.seq }] as [string, State]]),
  ]);
  const options = [
    { value: '', label: t.now },
    ...(force === null ? [] : [{ value: force.id, label: t.inForce(force.revisionName) }]),
    ...revisions.map(({ id, number, name }) => ({ value: id, label: t.revision(number, name) })),
  ];

  async function make(file: FileName): Promise<void> {
    if (making.has(file)) return;
    setFailure(null);
    setMaking((now) => new Set(now).add(file));
    try {
      if (chosen === '') await editor.sync();
      const state = states.get(chosen)!;
      const seq = state.seq ?? undefined;
      if (file === 'plan') await download(endpoints.exportPlan, { params: { scenarioId: state.scenarioId }, query: { seq } });
      else if (file !== 'screen') await download(endpoints.exportFile, { params: { scenarioId: state.scenarioId, format: file }, query: { seq, paper, language: language.code === 'de' ? 'de' : 'en' } });
    } catch (error) {
      setFailure(t.failed(t.files[file].label, problemText(error)));
    } finally {
      setMaking((now) => new Set([...now].filter((one) => one !== file)));
    }
  }

  const groups: readonly { readonly title: string; readonly files: readonly FileName[] }[] = [
    { title: t.groups.report, files: [...inGroups('report', 'map'), ...(onPicture && chosen === '' ? (['screen'] as const) : [])] },
    { title: t.groups.tables, files: inGroups('tables') },
    { title: t.groups.gis, files: inGroups('gis') },
    { title: t.groups.plan, files: ['plan'] },
  ];
  return (
    <Modal opened onClose={onClose} size={820} title={t.title} closeButtonProps={{ 'aria-label': text.shell.close }}>
      <div className={styles.choices}>
        <NativeSelect label={t.state} data={options} value={chosen} onChange={(event) => setChosen(event.currentTarget.value)} data-autofocus />
        <NativeSelect label={t.paper} data={Paper.options.map((value) => ({ value, label: t.papers[value] }))} value={paper} onChange={(event) => setPaper(Paper.parse(event.currentTarget.value))} />
      </div>
      <div className={styles.groups}>
        {groups.map(({ title, files }) => (
          <section key={title} aria-label={title}>
            <h3 className={styles.head}>{title}</h3>
            <ul className={styles.files}>
              {files.map((file) => <FileRow key={file} file={file} making={making.has(file)} onTake={() => { if (file === 'screen') onPicture?.(); else void make(file); }} />)}
            </ul>
          </section>
        ))}
      </div>
      {failure === null ? null : <p className={styles.failure} role="alert">{failure}</p>}
      <p className={styles.stamp}>{t.stamp}</p>
    </Modal>
  );
}
