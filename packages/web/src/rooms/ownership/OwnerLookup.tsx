import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { endpoints, type ResultOf } from '@hexalign/api/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../../server/ApiError.ts';
import { call } from '../../server/call.ts';
import { useText } from '../../text/useText.ts';
import { Refusal } from '../../ui/Refusal.tsx';
import inspector from '../scenarios/Inspector.module.css';
import { OwnerAnswer } from './OwnerAnswer.tsx';
import styles from './Ownership.module.css';
import { WhyAnswer } from './WhyAnswer.tsx';
import { questionsOf, type Question } from './question.ts';

type Owner = ResultOf<typeof endpoints.findOwner>;

/** Codes of a question that found nothing: something else may have been meant. */
const NOT_FOUND = new Set(['owner.place', 'account.unknown']);

interface OwnerLookupProps {
  readonly planId: string;
  readonly scenarioId: string;
  readonly scenarioName: string;
  readonly day: string;
  /** A place that was clicked on the map; a new object for every click. */
  readonly clicked: { readonly lng: number; readonly lat: number } | null;
  onShow(at: readonly [number, number]): void;
}

/** Asks who owns a place or an account on a day, by typing or by a click on the map, and says why. */
export function OwnerLookup({ planId, scenarioId, scenarioName, day, clicked, onShow }: OwnerLookupProps): React.ReactNode {
  const t = useText().ownership;
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState<{ text: string; clicked: OwnerLookupProps['clicked'] } | null>(null);
  // A click is a newer question than what was typed before it.
  const now = clicked !== null && clicked !== asked?.clicked ? { text: '', clicked } : asked;
  const questions: Question[] = now === null ? [] : now.text === '' && now.clicked ? [{ lng: now.clicked.lng, lat: now.clicked.lat }] : questionsOf(now.text);
  const owner = useQuery({
    queryKey: ['timeline', 'owner', planId, day, questions], enabled: questions.length > 0, staleTime: 0, retry: false,
    queryFn: async ({ signal }): Promise<Owner> => {
      for (const [i, question] of questions.entries()) {
        try {
          return await call(endpoints.findOwner, { params: { planId }, query: { ...question, date: day }, signal });
        } catch (error) {
          if (!(error instanceof ApiError && NOT_FOUND.has(error.code)) || i === questions.length - 1) throw error;
        }
      }
      throw new Error(t.unknownHint);
    },
  });
  const account = questions.map((question) => question.account).find((id) => id !== undefined);
  const unknown = owner.error instanceof ApiError && NOT_FOUND.has(owner.error.code) && now !== null && now.text !== '';
  return (
    <section className={inspector.section} aria-label={t.title}>
      <h3>{t.title}</h3>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== '') setAsked({ text: typed, clicked });
        }}
      >
        <TextInput aria-label={t.search} placeholder={t.placeholder} leftSection={<IconSearch size={14} stroke={1.6} />} value={typed} maxLength={300} onChange={(event) => setTyped(event.currentTarget.value)} />
        <Button type="submit" disabled={typed.trim() === ''} loading={owner.isFetching && now?.text !== ''}>{t.find}</Button>
      </form>
      <div role="status" data-testid="owner">
        {questions.length === 0 ? <p className={styles.hint}>{t.hint}</p> : null}
        {owner.data && !owner.error ? <OwnerAnswer owner={owner.data} onShow={onShow} /> : null}
        {account === undefined || unknown ? null : <WhyAnswer scenarioId={scenarioId} scenarioName={scenarioName} account={account} />}
        {unknown ? <p className={styles.answer}><b>{t.unknown(now.text.trim())}</b> {t.unknownHint}</p> : null}
      </div>
      {owner.error && !unknown ? <Refusal error={owner.error} /> : null}
    </section>
  );
}
