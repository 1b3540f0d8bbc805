import { Button, NativeSelect } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { endpoints, type EditEntry, type ResultOf } from '@hexalign/api/contract';
import { useInfiniteQuery, type InfiniteData } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { call } from '../../server/call.ts';
import { formatMoment } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Refusal } from '../../ui/Refusal.tsx';
import { nameOf } from '../scenarios/names.ts';
import { changesOf, sentenceOf } from './sentences.ts';
import { VersionRow, type VersionActions } from './VersionRow.tsx';
import styles from './Versions.module.css';

type Page = ResultOf<typeof endpoints.listEdits>;

const PAGE = 200;
const seqOf = (state: EditorState): number => state.seq;
const territoriesOf = (state: EditorState): EditorState['territories'] => state.territories;

/** The history in sentences, newest first, filtered by person, territory and cause. */
export function HistoryList({ editor, scenarioId, shown, actions }: { editor: Editor; scenarioId: string; shown: number | null; actions: VersionActions }): React.ReactNode {
  const text = useText();
  const t = text.versions;
  const seq = useEditor(editor, seqOf);
  const territories = useEditor(editor, territoriesOf);
  const [filter, setFilter] = useState({ who: '', slot: '', cause: '' });
  const pages = useInfiniteQuery<Page, Error, InfiniteData<Page>, readonly unknown[], number | undefined>({
    queryKey: ['edits', scenarioId, seq],
    initialPageParam: undefined,
    placeholderData: (before) => before,
    queryFn: ({ pageParam, signal }) => call(endpoints.listEdits, { params: { scenarioId }, query: { order: 'newest', limit: PAGE, ...(pageParam === undefined ? {} : { before: pageParam }) }, signal }),
    getNextPageParam: ({ edits }) => (edits.length < PAGE ? undefined : edits[edits.length - 1].seq),
  });
  const changes = useMemo(() => changesOf((pages.data?.pages ?? []).flatMap(({ edits }): EditEntry[] => edits)), [pages.data]);
  const people = [...new Set(changes.map(({ who }) => who))].toSorted();
  const causes = [...new Set(changes.map(({ cause }) => cause.kind))].toSorted();
  const found = changes.filter(({ who, cause, slots }) => (filter.who === '' || who === filter.who) && (filter.cause === '' || cause.kind === filter.cause) && (filter.slot === '' || slots.has(Number(filter.slot))));
  const name = (slot: number): string => nameOf(editor.state, slot, text.workspace.unassigned);
  const set = (part: keyof typeof filter) => (event: React.ChangeEvent<HTMLSelectElement>): void => setFilter({ ...filter, [part]: event.currentTarget.value });
  if (pages.error) return <div style={{ padding: '0 16px' }}><Refusal error={pages.error} /></div>;
  if (pages.data && changes.length === 0) return <EmptyState icon={<IconHistory size={22} stroke={1.6} />} title={t.noHistory.title} why={t.noHistory.why} />;
  return (
    <>
      <div className={styles.filters}>
        <NativeSelect aria-label={t.filter.person} value={filter.who} onChange={set('who')} data={[{ value: '', label: t.filter.anybody }, ...people]} />
        <NativeSelect aria-label={t.filter.territory} value={filter.slot} onChange={set('slot')} data={[{ value: '', label: t.filter.anywhere }, ...territories.flatMap((territory, slot) => (territory ? [{ value: String(slot), label: territory.name }] : []))]} />
        <NativeSelect aria-label={t.filter.cause} value={filter.cause} onChange={set('cause')} data={[{ value: '', label: t.filter.anything }, ...causes.map((kind) => ({ value: kind, label: t.cause[kind] }))]} />
      </div>
      <p className={styles.hint}>{t.steps}</p>
      <ul className={styles.list} aria-label={t.history}>
        {found.map((change) => {
          const when = formatMoment(Date.parse(change.at));
          return <VersionRow key={change.seq} state={{ seq: change.upTo, label: t.looking(when) }} title={sentenceOf(change, name, text)} by={`${t.by(change.who, when)} · ${t.cause[change.cause.kind]}`} shown={shown === change.upTo} actions={actions} />;
        })}
      </ul>
      <div className={styles.end} role="status">
        {pages.data ? <span>{found.length === 0 ? t.noMatch : pages.hasNextPage ? t.looked(changes.length) : t.start}</span> : null}
        {pages.hasNextPage ? <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>{t.older}</Button> : null}
      </div>
    </>
  );
}
