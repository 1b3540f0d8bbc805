import type { Import } from '@hexalign/api/contract';
import { formatMeasure } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import styles from './Data.module.css';

/** Sums of the measures over all records, before and after an import. */
export function MeasureSums({ made }: { made: Import }): React.ReactNode {
  const t = useText().data.check;
  if (made.measures.length === 0) return null;
  const unitOf = new Map(made.mapping.measures.map(({ name, unit }) => [name, unit]));
  return (
    <section className={styles.section}>
      <h2>{t.sums}</h2>
      <table className={styles.changes}>
        <thead><tr><th scope="col">{t.measure}</th><th scope="col">{t.left}</th><th scope="col">{t.right}</th><td /></tr></thead>
        <tbody>
          {made.measures.map(({ name, before, after }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="num">{formatMeasure(before, unitOf.get(name) ?? 'count')}</td>
              <td className="num"><b>{formatMeasure(after, unitOf.get(name) ?? 'count')}</b></td>
              <td className="num">{after === before ? '=' : `${after > before ? '+' : ''}${formatMeasure(after - before, unitOf.get(name) ?? 'count')}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
