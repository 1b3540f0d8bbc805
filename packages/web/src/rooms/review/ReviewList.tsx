import { TextInput } from '@mantine/core';
import { IconLock, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { worstOf } from '../../editor/figures.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { formatBalance, formatCount, formatOfTarget } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { BalanceBar } from '../../ui/BalanceBar.tsx';
import { Swatch } from '../../ui/Swatch.tsx';
import styles from './Review.module.css';

const whole = (state: EditorState): EditorState => state;
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** All territories of a plan, those furthest from their target first. */
export function ReviewList({ editor, colours, onSelect }: { editor: Editor; colours: readonly number[]; onSelect(slot: number): void }): React.ReactNode {
  const text = useText();
  const t = text.review;
  const state = useEditor(editor, whole);
  const [asked, setAsked] = useState('');
  const all = state.territories.flatMap((territory, slot) => (territory && territory.level === 0 ? [{ territory, figure: state.figures[slot] }] : []));
  const shown = all
    .filter(({ territory }) => [territory.name, territory.id, territory.person ?? ''].some((word) => plain(word).includes(plain(asked.trim()))))
    .sort((a, b) => worstOf(b.figure) - worstOf(a.figure));
  return (
    <>
      <div className={styles.head}><h2>{t.territories(formatCount(all.length))}</h2></div>
      <div className={styles.search}><TextInput size="md" aria-label={t.find} placeholder={t.find} leftSection={<IconSearch size={18} stroke={1.6} />} value={asked} onChange={(event) => setAsked(event.currentTarget.value)} /></div>
      {shown.length === 0 ? <p className={styles.note}>{text.workspace.noMatch(asked.trim())}</p> : null}
      <ul className={styles.list}>
        {shown.map(({ territory, figure }) => {
          const worst = figure.balance.reduce((a, b) => (Math.abs(b.deviation) > Math.abs(a.deviation) ? b : a), figure.balance[0]);
          return (
            <li key={figure.slot}>
              <button type="button" className={styles.row} onClick={() => onSelect(figure.slot)}>
                <Swatch colour={colours[figure.slot] ?? 0} size={18} />
                <span className={styles.name}>
                  {territory.name}
                  <small>{territory.person ?? text.workspace.inspector.nobody}</small>
                </span>
                {state.locks.has(figure.slot) ? <IconLock size={16} stroke={1.6} aria-label={text.workspace.locked} /> : null}
                {worst && worst.target > 0 ? (
                  <span className={styles.balance}>
                    <BalanceBar {...worst} />
                    <span aria-hidden="true">{formatOfTarget(worst.deviation)}</span>
                    <span className="visually-hidden">{formatBalance(worst.deviation, worst.inside)}</span>
                  </span>
                ) : null}
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
