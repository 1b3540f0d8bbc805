import type { Publication, PublicationStep } from '@hexalign/api/contract';
import { useQuery } from '@tanstack/react-query';
import { told } from '../../text/told.ts';
import { useText } from '../../text/useText.ts';
import { Refusal } from '../../ui/Refusal.tsx';
import styles from './Publish.module.css';
import { publishQueries } from './publishQueries.ts';

/** Rows of a step: of what is changed the value now and the value to be, of what is made or goes the whole. */
export function StepRows({ publication, step, operation }: { publication: Publication; step: string; operation: PublicationStep['operation'] }): React.ReactNode {
  const t = useText().publish;
  const rows = useQuery(publishQueries.rows(publication.id, step, publication.state));
  if (rows.isError) return <Refusal error={rows.error} />;
  if (!rows.data) return null;
  const { total, rows: shown } = rows.data;
  return (
    <div className={styles.scroller} tabIndex={0} role="region" aria-label={t.rowsOf(step)}>
      <table className={styles.rows}>
        <thead><tr><th scope="col">{t.record}</th><th scope="col">{t.change}</th></tr></thead>
        <tbody>
          {shown.map(({ id, values, before, outcome, error }) => (
            <tr key={JSON.stringify(values)}>
              <td>{id ?? t.fresh}{outcome === 'planned' ? null : <span className={`${styles.chip} ${outcome === 'done' ? styles.good : styles.bad}`}>{t.outcome[outcome]}</span>}{error === null ? null : <span className={styles.small}>{told(error)}</span>}</td>
              <td><Changed values={values} before={before} goes={operation === 'delete'} /></td>
            </tr>
          ))}
        </tbody>
      </table>
      {total > shown.length ? <p className={styles.small}>{t.more(total - shown.length)}</p> : null}
    </div>
  );
}

function Changed({ values, before, goes }: { values: Readonly<Record<string, string>>; before: Readonly<Record<string, string>> | null; goes: boolean }): React.ReactNode {
  const t = useText().publish;
  if (goes) return <span className={styles.change}><i>{t.goes}</i> {Object.entries(before ?? values).map(([column, value]) => <span key={column} className={styles.from}>{value} </span>)}</span>;
  const shown = before === null || Object.keys(before).length === 0 ? Object.keys(values) : Object.keys(before);
  return shown.filter((column) => (values[column] ?? '') !== '' || (before?.[column] ?? '') !== '').map((column) => (
    <span key={column} className={styles.change}>
      <i>{column}</i> {before?.[column] ? <span className={styles.from}>{before[column]}</span> : null} <span className={styles.to}>{values[column] ?? ''}</span>
    </span>
  ));
}
