import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { queries } from '../../server/queries.ts';
import { formatShare } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import styles from './Inspector.module.css';

/** How long a plan has to rest, after its opening too, before its bound is asked for, which takes the server a few seconds. */
const REST_MS = 2500;
/** A gap that is shown as none. */
const NONE = 0.0005;

/** How much more compact any plan around the same centres could be, and what any plan has to move, in words; comes after the certificate. */
export function PlanBound({ scenarioId, seq }: { scenarioId: string; seq: number }): React.ReactNode {
  const t = useText().workspace.words;
  const [rested, setRested] = useState<number | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setRested(seq), REST_MS);
    return () => clearTimeout(timer);
  }, [seq]);
  const answer = useQuery({ ...queries.bound(scenarioId, seq), enabled: rested === seq });
  const bound = answer.data?.bound ?? null;
  const moved = answer.data?.disruption?.measures.find(({ of, least }) => of > 0 && least !== null) ?? null;
  if (answer.isError) return null;
  return (
    <>
      {answer.data && bound?.gap == null ? null : (
        <p className={`num ${styles.of}`} data-testid="bound">
          {bound === null || bound.gap === null ? t.boundPending : bound.gap < NONE ? t.boundReached(bound.measure) : t.bound(formatShare(bound.gap), bound.measure)}
        </p>
      )}
      {moved === null || moved.least === null ? null : <p className={`num ${styles.of}`} data-testid="moves">{t.moves(formatShare(moved.moved / moved.of), formatShare(moved.least / moved.of), moved.key)}</p>}
    </>
  );
}
