import { Button, Progress, TextInput } from '@mantine/core';
import { endpoints, MOST_POINTS } from '@hexalign/api/contract';
import { useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { routes } from '../../routes.ts';
import { call } from '../../server/call.ts';
import { problemText } from '../../server/problemText.ts';
import { queryClient } from '../../server/queries.ts';
import { formatCount, formatShare } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { Refusal } from '../../ui/Refusal.tsx';
import { useToast } from '../../ui/toast.ts';
import inspector from '../scenarios/Inspector.module.css';
import { FrontierChart } from '../solving/FrontierChart.tsx';
import type { Preview } from '../versions/usePreview.ts';
import { frontierOf, gridOf, isTooMany, movedShare, type GridForm } from './grid.ts';
import { lookAt } from './lookAt.ts';
import { useGrid } from './useGrid.ts';
import styles from './WhatIf.module.css';

interface Props {
  readonly planId: string;
  readonly scenarioId: string;
  /** How many territories there are. */
  readonly now: number;
  readonly tolerance: number;
  readonly measure: string;
  /** Why nothing can be asked; null where it can. */
  readonly mayNot: string | null;
  readonly preview: Preview;
}

/** Numbers of territories, tolerances and budgets of change, every combination answered: a table, a chart of those that no other beats, and any of them as a scenario. */
export function GridSection({ planId, scenarioId, now, tolerance, measure, mayNot, preview }: Props): React.ReactNode {
  const text = useText();
  const t = text.whatif;
  const toast = useToast();
  const [, go] = useLocation();
  const [form, setForm] = useState<GridForm>({ territories: [now - 1, now, now + 1].filter((count) => count > 0).join(', '), tolerances: '', budgets: '' });
  const [looked, setLooked] = useState<number | null>(null);
  const grid = useGrid(scenarioId);
  const cells = gridOf(form, measure);
  const { id, rows } = grid;
  const turn = useRef(0);
  const frontier = useMemo(() => frontierOf(rows), [rows]);
  const done = rows.filter(({ proposal, error, stopped }) => proposal !== null || error !== null || stopped).length;
  const pointOf = (point: number) => ({ scenarioId, batchId: id ?? '', point });
  const look = (point: number | null): void => {
    setLooked(point);
    const mine = ++turn.current;
    if (point === null || rows[point]?.proposal == null) return preview.end();
    // What would change hands is told of one at a time; it never changes.
    void queryClient.fetchQuery({ queryKey: ['batch', 'point', id, point], staleTime: Infinity, queryFn: ({ signal }) => call(endpoints.readBatchPoint, { params: pointOf(point), signal }) })
      .then((proposal) => { if (turn.current === mine) lookAt(preview, proposal, t.preview); }, () => undefined);
  };
  // A second click is no second scenario.
  const opening = useRef(false);
  const open = (point: number): void => {
    const row = rows[point];
    if (row.proposal === null || mayNot !== null || opening.current) return;
    opening.current = true;
    const name = t.gridName(row.territories, row.tolerance === null ? null : formatShare(row.tolerance), row.budget === null ? null : formatShare(row.budget)).slice(0, 120);
    turn.current++;
    preview.end();
    call(endpoints.takeBatchPoint, { params: pointOf(point), body: { name } }).then(async ({ scenario }) => {
      await queryClient.invalidateQueries({ queryKey: ['plan', planId] });
      go(routes.scenario(planId, scenario.id));
      toast({ text: t.branched(scenario.name) });
    }, (error: unknown) => toast({ text: problemText(error), tone: 'danger' })).finally(() => { opening.current = false; });
  };
  const field = (key: keyof GridForm, label: string, description: string): React.ReactNode => <TextInput label={label} description={description} value={form[key]} onChange={(event) => setForm({ ...form, [key]: event.currentTarget.value })} />;
  const tooMany = cells !== null && isTooMany(cells.size);
  return (
    <>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          look(null);
          if (cells && !tooMany && mayNot === null) grid.run(cells.asked);
        }}
      >
        <p className={styles.hint}>{t.gridWhy}</p>
        {field('territories', t.gridTerritories, t.gridSeveral)}
        {field('tolerances', t.gridTolerances, t.gridNow(formatShare(tolerance)))}
        {field('budgets', t.gridBudgets, t.budgetHint(measure))}
        {cells === null ? <p className={styles.hint} role="alert">{t.gridWrong}</p> : tooMany ? <p className={styles.hint} role="alert">{t.gridMany(cells.size, MOST_POINTS)}</p> : null}
        {mayNot === null ? null : <p className={styles.hint}>{mayNot}</p>}
        {grid.running ? <Button fullWidth onClick={grid.stop}>{t.gridStop}</Button> : <Button type="submit" variant="filled" fullWidth disabled={cells === null || tooMany || mayNot !== null}>{t.gridRun(cells?.size ?? 0)}</Button>}
        {grid.error === null ? null : <Refusal error={grid.error} />}
        {grid.running ? <Progress value={(100 * done) / Math.max(1, rows.length)} size={6} aria-label={t.gridDone(done, rows.length)} /> : null}
      </form>
      {rows.length > 0 ? (
        <section className={inspector.section} aria-label={t.gridResult} aria-busy={grid.running}>
          {frontier !== null && frontier.points.length > 1 ? <FrontierChart result={frontier} tolerance={tolerance} looked={looked} onLook={look} onOpen={({ point }) => open(point)} /> : null}
          <table className={`num ${styles.table}`}>
            <thead><tr><th scope="col">#</th><th scope="col">{t.gridColumns.territories}</th><th scope="col">{t.gridColumns.tolerance}</th><th scope="col">{t.gridColumns.budget}</th><th scope="col">{t.gridColumns.worst}</th><th scope="col">{t.gridColumns.outside}</th><th scope="col">{t.gridColumns.moved}</th><td /></tr></thead>
            <tbody>
              {rows.map((row, i) => (
                <tr key={`${row.territories} ${row.tolerance} ${row.budget}`} onPointerEnter={() => look(i)} onPointerLeave={() => look(null)}>
                  <th scope="row">{formatCount(i + 1)}</th>
                  <td>{formatCount(row.territories)}</td><td>{row.tolerance === null ? '–' : formatShare(row.tolerance)}</td><td>{row.budget === null ? '–' : formatShare(row.budget)}</td>
                  {row.proposal === null ? <td colSpan={4}>{row.error !== null ? problemText(row.error) : row.stopped ? t.gridStopped : '…'}</td> : (
                    <>
                      <td><b>{row.proposal.after.worstDeviation === null ? '–' : formatShare(row.proposal.after.worstDeviation)}</b></td><td>{formatCount(row.proposal.after.outside)}</td><td><b>{formatShare(movedShare(row.proposal))}</b></td>
                      <td>{!row.changes ? null : <button type="button" className={inspector.link} aria-label={t.gridOpen(i + 1)} onFocus={() => look(i)} onBlur={() => look(null)} onClick={() => open(i)}>{t.gridOpenShort}</button>}</td>
                    </>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
    </>
  );
}
