import { Button, Select } from '@mantine/core';
import { IconArrowBackUp, IconTableImport } from '@tabler/icons-react';
import { RecordKind, type Import } from '@hexalign/api/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { routes } from '../../routes.ts';
import { queries } from '../../server/queries.ts';
import { useMay } from '../../server/useMay.ts';
import { formatCount, formatMoment } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { told } from '../../text/told.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { dataQueries, PAGE } from './dataQueries.ts';
import styles from './Data.module.css';
import { planOf } from './planOf.ts';
import { UndoDialog } from './UndoDialog.tsx';

const TONE: Readonly<Record<Import['state'], string>> = { judging: styles.wait, checked: styles.wait, committed: styles.good, undone: '' };

/** Every import, newest first: what it held, whose it was, how it stands, and the way back. */
export function ImportsSection({ planId }: { planId: string | null }): React.ReactNode {
  const t = useText().data;
  const may = useMay();
  const [kind, setKind] = useState<RecordKind | null>(null);
  const [limit, setLimit] = useState(PAGE);
  const [undoing, setUndoing] = useState<Import | null>(null);
  const list = useQuery({ ...dataQueries.imports(planId, kind, limit), placeholderData: keepPreviousData });
  const plans = useQuery(queries.plans('active'));
  if (list.isError) return <Failure error={list.error} retry={() => void list.refetch()} />;
  const { imports = [], total = 0 } = list.data ?? {};
  const whose = (one: Import): string => {
    const plan = planOf(one);
    if (plan !== null) return plans.data?.plans.find(({ id }) => id === plan)?.name ?? t.whose.goneplan;
    return one.kind === 'areas' ? t.whose.layer(one.scope) : t.whose.organisation;
  };
  return (
    <>
      <div className={styles.bar}>
        <Select aria-label={t.imports.filter} w={180} allowDeselect={false} value={kind ?? 'all'} data={[{ value: 'all', label: t.imports.all }, ...RecordKind.options.map((value) => ({ value, label: t.kind(value) }))]} onChange={(value) => setKind(RecordKind.options.find((one) => one === value) ?? null)} />
      </div>
      {list.data && imports.length === 0 ? <EmptyState icon={<IconTableImport size={22} stroke={1.6} />} title={t.imports.empty.title} why={t.imports.empty.why} /> : (
        <div className={styles.scroller}>
          <table className={styles.table} aria-busy={list.isFetching} aria-label={t.tabs.imports}>
            <thead>
              <tr>
                <th scope="col">{t.imports.columns.file}</th><th scope="col">{t.imports.columns.kind}</th>{planId === null ? <th scope="col">{t.imports.columns.of}</th> : null}<th scope="col">{t.imports.columns.who}</th><th scope="col">{t.imports.columns.when}</th>
                <th scope="col">{t.imports.columns.state}</th><th scope="col" className={styles.figure}>{t.imports.columns.rows}</th><th scope="col" className={styles.figure}>{t.imports.columns.changes}</th><td />
              </tr>
            </thead>
            <tbody>
              {imports.map((one) => (
                <tr key={one.id}>
                  <td><Link href={routes.dataImported(one.id)} className={styles.name} aria-label={t.imports.open(one.filename)}>{one.filename}</Link></td>
                  <td>{t.kind(one.kind)}</td>
                  {planId === null ? <td>{whose(one)}</td> : null}
                  <td>{told(one.actor.name)}</td>
                  <td className="num">{formatMoment(Date.parse(one.undoneAt ?? one.committedAt ?? one.createdAt))}</td>
                  <td><span className={`${styles.chip} ${TONE[one.state]}`}>{t.imports.states[one.state]}</span></td>
                  <td className={styles.figure}>{one.state === 'judging' ? '' : t.imports.rows(formatCount(one.counts.accepted), formatCount(one.counts.rejected))}</td>
                  <td className={styles.figure}>{one.state === 'judging' ? '' : t.imports.changes(formatCount(one.changes.new), formatCount(one.changes.changed), formatCount(one.gone === 'keep' ? 0 : one.changes.gone))}</td>
                  <td className={styles.figure}>
                    {one.state === 'committed' && may('import.write') ? <Button size="compact-xs" leftSection={<IconArrowBackUp size={14} stroke={1.6} />} aria-label={t.imports.undoOf(one.filename)} onClick={() => setUndoing(one)}>{t.imports.undo}</Button> : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {total > imports.length ? <div className={styles.bar}><Button loading={list.isFetching} onClick={() => setLimit((now) => Math.min(1000, now + PAGE))}>{t.more}</Button></div> : null}
      <UndoDialog made={undoing} onClose={() => setUndoing(null)} />
    </>
  );
}
