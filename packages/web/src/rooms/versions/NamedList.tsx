import { Button, TextInput } from '@mantine/core';
import { IconBookmark } from '@tabler/icons-react';
import { endpoints } from '@hexalign/api/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import { call } from '../../server/call.ts';
import { queries, queryClient } from '../../server/queries.ts';
import { useMay } from '../../server/useMay.ts';
import { formatMoment } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { told } from '../../text/told.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Refusal } from '../../ui/Refusal.tsx';
import { useToast } from '../../ui/toast.ts';
import { VersionRow, type VersionActions } from './VersionRow.tsx';
import styles from './Versions.module.css';

/** States that somebody named or submitted, latest first, and every step with its signature. */
export function NamedList({ editor, scenarioId, naming, shown, actions }: { editor: Editor; scenarioId: string; naming: number; shown: number | null; actions: VersionActions }): React.ReactNode {
  const t = useText().versions;
  const toast = useToast();
  const may = useMay();
  const [name, setName] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => { if (naming > 0) field.current?.focus(); }, [naming]);
  const revisions = useQuery(queries.revisions(scenarioId));
  const signatures = useQuery(queries.signatures(scenarioId));
  const save = useMutation({
    mutationFn: async (as: string) => {
      await editor.sync();
      return call(endpoints.createRevision, { params: { scenarioId }, body: { name: as, seq: editor.state.seq } });
    },
    onSuccess: async (_, as) => {
      setName('');
      await queryClient.invalidateQueries({ queryKey: ['revisions', scenarioId] });
      toast({ text: t.savedAs(as) });
    },
  });
  const clean = name.trim();
  const list = revisions.data?.revisions ?? [];
  return (
    <>
      {may('scenario.write') ? (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (clean !== '') save.mutate(clean);
          }}
        >
          <TextInput ref={field} label={t.nameThis} placeholder={t.nameHint} value={name} maxLength={120} onChange={(event) => setName(event.currentTarget.value)} />
          <Button type="submit" disabled={clean === ''} loading={save.isPending}>{t.save}</Button>
        </form>
      ) : null}
      {save.error || revisions.error ? <div style={{ padding: '0 16px 12px' }}><Refusal error={save.error ?? revisions.error} /></div> : null}
      {revisions.data && list.length === 0 ? <EmptyState icon={<IconBookmark size={22} stroke={1.6} />} title={t.noNamed.title} why={t.noNamed.why} /> : null}
      <ul className={styles.list} aria-label={t.named}>
        {list.map((revision) => (
          <VersionRow
            key={revision.id} strong state={{ seq: revision.seq, label: t.lookingAt(revision.name) }} title={revision.name} by={`${t.number(revision.number)} · ${t.by(told(revision.actor.name), formatMoment(Date.parse(revision.at)))}`}
            note={revision.note} shown={shown === revision.seq} actions={actions}
          />
        ))}
      </ul>
      {signatures.data && signatures.data.signatures.length > 0 ? (
        <>
          <h3 className={styles.head}>{t.signatures}</h3>
          <ul className={styles.list}>
            {signatures.data.signatures.toReversed().map(({ at, actor, action, note, hash }) => (
              <li key={`${at} ${action}`} className={styles.signed}>
                {t.signed[action]}
                <span className={styles.who} title={hash}>{t.by(told(actor.name), formatMoment(Date.parse(at)))}</span>
                {note ? <span className={styles.note}>{note}</span> : null}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}
