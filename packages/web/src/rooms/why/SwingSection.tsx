import { Button } from '@mantine/core';
import { endpoints, type SwingUnits } from '@hexalign/api/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { call } from '../../server/call.ts';
import { useText } from '../../text/useText.ts';
import { Refusal } from '../../ui/Refusal.tsx';
import inspector from '../scenarios/Inspector.module.css';
import { inPoints } from './inPoints.ts';
import styles from './Why.module.css';

const savedOf = ({ save, seq }: EditorState): number | null => (save.kind === 'saved' ? seq : null);

/** Cells whose move to a neighbour changes the plan the least: a list, and their outlines on the map. */
export function SwingSection({ editor, scenarioId, onPick }: { editor: Editor; scenarioId: string; onPick(cells: ReadonlySet<number>): void }): React.ReactNode {
  const t = useText().why;
  const seq = useEditor(editor, savedOf);
  const [asked, setAsked] = useState<number | null>(null);
  const swing = useQuery({ queryKey: ['swing', scenarioId, asked], enabled: asked !== null, staleTime: Infinity, retry: false, queryFn: ({ signal }) => call(endpoints.readSwing, { params: { scenarioId }, query: { seq: asked! }, signal }) });
  const { units = [] } = swing.data ?? {};
  return (
    <section className={inspector.section} aria-label={t.swing}>
      <h3>{t.swing}</h3>
      <p className={styles.hint}>{t.swingHow}</p>
      <div role="status">
        {swing.isFetching ? <p className={styles.hint}>{t.swinging}</p> : null}
        {swing.data && units.length === 0 ? <p className={styles.hint}>{t.noSwing}</p> : null}
        {units.length > 0 ? (
          <ul className={styles.list}>
            {units.slice(0, 10).map((one) => (
              <li key={one.unit.index}>
                <button type="button" className={styles.link} aria-label={`${t.swingRow(one.from.name, one.to.name)} ${t.swingAccounts(one.accounts)}. ${t.show(one.unit.id)}`} onClick={() => onPick(new Set([one.unit.index]))}>{t.swingRow(one.from.name, one.to.name)} {t.swingAccounts(one.accounts)}</button>
                <b className="num">{t.points(inPoints(largest(one)))}</b>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      {swing.error ? <Refusal error={swing.error} /> : null}
      <div className={styles.actions}>
        {units.length > 0 ? <Button onClick={() => onPick(new Set(units.map(({ unit }) => unit.index)))}>{t.showAll}</Button> : null}
        {asked !== null && asked === seq ? null : <Button disabled={seq === null} onClick={() => setAsked(seq)}>{t.askSwing}</Button>}
      </div>
    </section>
  );
}

/** The largest change of any deviation. */
function largest({ fromChange, toChange }: SwingUnits['units'][number]): number {
  return Math.max(...[fromChange, toChange].flatMap(({ before, after }) => before.map((value, m) => Math.abs(after[m] - value))));
}
