import type { Publication } from '@hexalign/api/contract';
import { told } from '../../text/told.ts';
import { useText } from '../../text/useText.ts';
import styles from './Publish.module.css';

/** Of one kind shown at once. */
const SHOWN = 5;

/** What stands in the way or is left out, by kind; and the rows that were refused. */
export function PublicationProblems({ publication: { problems, problemCounts, refused, steps } }: { publication: Publication }): React.ReactNode {
  const t = useText().publish;
  const notShown = steps.reduce((sum, step) => sum + step.refused, 0) - Math.min(refused.length, 2 * SHOWN);
  const codes = [...new Set(problems.map(({ code }) => code))];
  return (
    <>
      {codes.length === 0 ? null : (
        <section aria-label={t.problems}>
          <h3 className={styles.small}>{t.problems}</h3>
          <ul className={styles.problems}>
            {codes.map((code) => {
              const own = problems.filter((problem) => problem.code === code);
              const further = (problemCounts[code] ?? own.length) - Math.min(own.length, SHOWN);
              return (
                <li key={code}>
                  <span className={`${styles.chip} ${own[0].stops ? styles.bad : ''}`}>{own[0].stops ? t.stops : code.startsWith('account.un') || code === 'account.not_an_id' ? t.leftOut : t.note}</span>
                  <span>{own.slice(0, SHOWN).map(({ subject, detail }) => t.problem(code, subject, told(detail))).join(' ')}{further > 0 ? ` ${t.further(further)}` : ''}</span>
                </li>
              );
            })}
          </ul>
        </section>
      )}
      {refused.length === 0 ? null : (
        <section aria-label={t.refusedRows}>
          <h3 className={styles.small}>{t.refusedRows}</h3>
          <ul className={styles.problems}>
            {refused.slice(0, 2 * SHOWN).map(({ step, subject, code, message }) => <li key={`${step} ${subject}`}><span className={`${styles.chip} ${styles.bad}`}>{code}</span><span>{step}, {subject}: {told(message)}</span></li>)}
            {notShown > 0 ? <li>{t.further(notShown)}</li> : null}
          </ul>
        </section>
      )}
    </>
  );
}
