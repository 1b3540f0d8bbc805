import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { Publication } from '@hexalign/api/contract';
import { useState } from 'react';
import { useText } from '../../text/useText.ts';
import styles from './Publish.module.css';
import { StepRows } from './StepRows.tsx';

/** Steps in the order of writing, each with its rows behind it. */
export function PublicationSteps({ publication: one }: { publication: Publication }): React.ReactNode {
  const t = useText().publish;
  const [open, setOpen] = useState<string | null>(null);
  const written = one.confirmedBy !== null;
  return (
    <div className={styles.scroller}>
      <table className={styles.table} aria-label={t.steps}>
        <thead>
          <tr>
            <th scope="col">{t.columns.step}</th><th scope="col">{t.columns.what}</th><th scope="col" className={styles.figure}>{t.columns.rows}</th>
            {written ? <><th scope="col" className={styles.figure}>{t.columns.done}</th><th scope="col" className={styles.figure}>{t.columns.refused}</th></> : null}
          </tr>
        </thead>
        <tbody>
          {one.steps.map(({ name, table, operation, rows, done, refused, tries, held }) => [
            <tr key={name}>
              <td>
                <button type="button" className={styles.step} aria-expanded={open === name} onClick={() => setOpen(open === name ? null : name)}>
                  {open === name ? <IconChevronDown size={14} stroke={1.6} aria-hidden /> : <IconChevronRight size={14} stroke={1.6} aria-hidden />}{name}
                </button>
              </td>
              <td>{t.operation[operation]}<span className={styles.small}>{table}{held ? ` · ${t.held}` : ''}{tries > 1 ? ` · ${t.tries(tries)}` : ''}</span></td>
              <td className={styles.figure}>{rows}</td>
              {written ? <><td className={styles.figure}>{done}</td><td className={`${styles.figure} ${refused > 0 ? styles.badText : ''}`}>{refused}</td></> : null}
            </tr>,
            open === name ? <tr key={`${name} rows`}><td colSpan={written ? 5 : 3} className={styles.inner}><StepRows publication={one} step={name} operation={operation} /></td></tr> : null,
          ])}
        </tbody>
      </table>
    </div>
  );
}
