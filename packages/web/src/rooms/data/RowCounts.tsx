import type { Import } from '@hexalign/api/contract';
import { formatCount } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import styles from './Data.module.css';

const ALWAYS = ['rows', 'accepted', 'rejected', 'filtered'] as const;
const WHERE_ANY = ['unplaced', 'approximate'] as const;
const CHANGES = ['new', 'changed', 'unchanged', 'gone'] as const;

/** What became of the rows, and of the records: rows = accepted + left out + filtered. */
export function RowCounts({ made }: { made: Import }): React.ReactNode {
  const t = useText().data.check;
  const shown = [...ALWAYS, ...WHERE_ANY.filter((name) => made.counts[name] > 0)];
  return (
    <>
      <dl className={styles.numbers} data-testid="row-counts">
        {shown.map((name) => <div key={name}><dt>{t.rows[name]}</dt><dd>{formatCount(made.counts[name])}</dd></div>)}
      </dl>
      <dl className={styles.numbers} data-testid="change-counts">
        {CHANGES.map((name) => <div key={name}><dt>{t.change[name]}</dt><dd>{formatCount(made.changes[name])}</dd></div>)}
      </dl>
    </>
  );
}
