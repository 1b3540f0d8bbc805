import { Button } from '@mantine/core';
import { endpoints } from '@hexalign/api/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { call } from '../../server/call.ts';
import { useText } from '../../text/useText.ts';
import { Refusal } from '../../ui/Refusal.tsx';
import inspector from '../scenarios/Inspector.module.css';
import { inPoints } from './inPoints.ts';
import styles from './Why.module.css';

const savedOf = ({ save, seq }: EditorState): number | null => (save.kind === 'saved' ? seq : null);

/** What every lock, hold and exception costs in balance, once somebody asks. */
export function PricesSection({ editor, scenarioId }: { editor: Editor; scenarioId: string }): React.ReactNode {
  const t = useText().why;
  const seq = useEditor(editor, savedOf);
  const [asked, setAsked] = useState<number | null>(null);
  const prices = useQuery({ queryKey: ['prices', scenarioId, asked], enabled: asked !== null, staleTime: Infinity, retry: false, queryFn: ({ signal }) => call(endpoints.readPrices, { params: { scenarioId }, query: { seq: asked! }, signal }) });
  return (
    <section className={inspector.section} aria-label={t.prices}>
      <h3>{t.prices}</h3>
      <p className={styles.hint}>{t.pricesHow}</p>
      <div role="status">
        {prices.isFetching ? <p className={styles.hint}>{t.pricing}</p> : null}
        {prices.data && !prices.isFetching ? (
          prices.data.prices.length === 0 ? <p className={styles.hint}>{t.noPrices}</p> : (
            <>
              <ul className={styles.list}>
                {prices.data.prices.map(({ subject, kind, name, price }) => <li key={subject}><span>{t.priceOf(t.kinds[kind], name)}</span><b className="num">{price < 0.0005 ? t.free : t.price(inPoints(price))}</b></li>)}
              </ul>
              {prices.data.left > 0 ? <p className={styles.hint}>{t.left(prices.data.left)}</p> : null}
            </>
          )
        ) : null}
      </div>
      {prices.error ? <Refusal error={prices.error} /> : null}
      {asked !== null && asked === seq ? null : <Button disabled={seq === null} onClick={() => setAsked(seq)}>{t.askPrices}</Button>}
    </section>
  );
}
