import { IconAlertCircle, IconAlertTriangle, IconCircleCheck, IconDownload } from '@tabler/icons-react';
import { endpoints, pathOf, type Import } from '@hexalign/api/contract';
import { formatCount } from '../../text/format.ts';
import { told } from '../../text/told.ts';
import { useText } from '../../text/useText.ts';
import rail from '../datasets/CheckRail.module.css';
import styles from './Data.module.css';

/** At the right of an import: what is wrong with its rows, grouped by what repairs it, and all of it to take along. */
export function ProblemRail({ made }: { made: Import }): React.ReactNode {
  const t = useText().data;
  const { rows, accepted, rejected, filtered } = made.counts;
  return (
    <aside className={rail.rail} aria-label={t.rail.title}>
      <div className={rail.railHead}>
        <b className={rail.inline}>
          {made.groups.length === 0 ? <IconCircleCheck size={16} stroke={1.6} className={rail.goodText} aria-hidden /> : null}
          {made.groups.length === 0 ? t.rail.all : t.rail.repairs(made.groups.length)}
        </b>
        {made.groups.length === 0 ? null : <p>{t.rail.lead}</p>}
        <div className={rail.share} aria-hidden="true">
          <span style={{ flexGrow: accepted }} className={rail.shareGood} />
          {filtered > 0 ? <span style={{ flexGrow: filtered }} className={rail.shareOff} /> : null}
          {rejected > 0 ? <span style={{ flexGrow: Math.max(rejected, rows / 80) }} className={rail.shareBad} /> : null}
        </div>
        <p className={rail.shares}>
          <span><i className={rail.shareGood} />{t.rail.legend.accepted} {formatCount(accepted)}</span>
          {filtered > 0 ? <span><i className={rail.shareOff} />{t.rail.legend.filtered} {formatCount(filtered)}</span> : null}
          <span><i className={rail.shareBad} />{t.rail.legend.rejected} {formatCount(rejected)}</span>
        </p>
      </div>
      {made.groups.map(({ column, code, count, expected, kept, examples }) => (
        <section key={`${code} ${column} ${kept}`} className={rail.group}>
          <h3>
            {kept ? <IconAlertTriangle size={16} stroke={1.6} className={styles.waitText} aria-hidden /> : <IconAlertCircle size={16} stroke={1.6} className={rail.badText} aria-hidden />}
            <span className="num">{formatCount(count)}</span>{t.rail.code(code)}
          </h3>
          <p>
            {column === '' ? '' : `${t.rail.column(column)} `}{t.expected(told(expected))}{' '}
            <b>{kept ? t.rail.kept : t.rail.out}</b>
          </p>
          <p className="num">{examples.map(({ row, found }) => t.rail.row(formatCount(row), found === '' ? t.rail.blank : `“${found}”`)).join(' · ')}</p>
        </section>
      ))}
      {made.groups.length === 0 ? null : (
        <a className={rail.download} href={pathOf(endpoints.readImportProblems, { importId: made.id })} download>
          <IconDownload size={14} stroke={1.6} aria-hidden />{t.rail.download}
        </a>
      )}
    </aside>
  );
}
