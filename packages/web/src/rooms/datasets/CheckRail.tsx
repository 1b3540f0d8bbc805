import { Button, Loader } from '@mantine/core';
import { IconAlertCircle, IconCircleCheck, IconDownload } from '@tabler/icons-react';
import { endpoints, pathOf, type Check, type Dataset } from '@hexalign/api/contract';
import { useState } from 'react';
import { formatCount } from '../../text/format.ts';
import { told } from '../../text/told.ts';
import { useText } from '../../text/useText.ts';
import styles from './CheckRail.module.css';

const ROWS_SHOWN = 12;

/** At the right of the import: how many rows are ready, and why the others are not. */
export function CheckRail({ dataset, check, checking, error }: { dataset: Dataset; check: Check | null; checking: boolean; error: Error | null }): React.ReactNode {
  const t = useText().datasets.check;
  const [open, setOpen] = useState<string | null>(null);
  return (
    <aside className={styles.rail} aria-label={t.grouped} aria-busy={checking}>
      {error && !checking ? <div className={styles.railHead} role="alert"><b className={styles.badText}>{error.message}</b></div> : null}
      {check === null ? (
        error ? null : <div className={styles.railHead}>{checking ? <span className={styles.inline}><Loader size={14} color="var(--hx-accent)" />{t.checking}</span> : <span className={styles.quiet}>{t.waiting}</span>}</div>
      ) : (
        <>
          <div className={styles.railHead} role="status">
            <b className={styles.inline}>
              {check.rejected === 0 ? <IconCircleCheck size={16} stroke={1.6} className={styles.goodText} aria-hidden /> : null}
              {check.rejected === 0 ? t.allReady : t.title(check.groups.length, formatCount(check.rejected))}
              {checking ? <Loader size={12} color="var(--hx-accent)" /> : null}
            </b>
            <p>{check.rejected === 0 ? t.ready(formatCount(check.accepted)) : `${t.grouped} ${t.ready(formatCount(check.accepted))}.`}</p>
            <div className={styles.share} aria-hidden="true">
              <span style={{ flexGrow: check.accepted }} className={styles.shareGood} />
              {check.filtered > 0 ? <span style={{ flexGrow: check.filtered }} className={styles.shareOff} /> : null}
              {check.rejected > 0 ? <span style={{ flexGrow: Math.max(check.rejected, check.rows / 80) }} className={styles.shareBad} /> : null}
            </div>
            <p className={styles.shares}>
              <span><i className={styles.shareGood} />{t.legend.accepted} {formatCount(check.accepted)}</span>
              {check.filtered > 0 ? <span><i className={styles.shareOff} />{t.legend.filtered} {formatCount(check.filtered)}</span> : null}
              <span><i className={styles.shareBad} />{t.legend.rejected} {formatCount(check.rejected)}</span>
            </p>
            {check.approximate > 0 ? <p>{t.approximate(check.approximate)}</p> : null}
          </div>
          {check.groups.map(({ column, code, count, expected, examples }) => {
            const key = `${code} ${column}`;
            const rows = check.problems.filter((problem) => problem.code === code && problem.column === column);
            const found = examples.filter((example) => example !== '').map((example) => `“${example}”`).join(', ');
            return (
              <section key={key} className={styles.group}>
                <h3><IconAlertCircle size={16} stroke={1.6} className={styles.badText} aria-hidden /><span className="num">{formatCount(count)}</span>{t.code(code)}</h3>
                <p>{column === '' ? '' : `${t.column(column)}. `}{t.expected(told(expected))} {found === '' ? '' : t.found(found)}</p>
                <Button size="compact-xs" aria-expanded={open === key} onClick={() => setOpen(open === key ? null : key)}>{open === key ? t.hideRows : t.showRows}</Button>
                {open === key ? <p className="num">{t.rowsOf(rows.slice(0, ROWS_SHOWN).map(({ row }) => formatCount(row)).join(', ') + (count > ROWS_SHOWN ? ' …' : ''))}</p> : null}
              </section>
            );
          })}
          {check.rejected > 0 ? (
            <a className={styles.download} href={pathOf(endpoints.readRejected, { datasetId: dataset.id, checkId: check.id })} download>
              <IconDownload size={14} stroke={1.6} aria-hidden />{t.download(formatCount(check.rejected))}
            </a>
          ) : null}
        </>
      )}
    </aside>
  );
}
