import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Editor } from '../../editor/Editor.ts';
import type { LooseShape } from '../../engine/methods.ts';
import { useText, type Catalogue } from '../../text/useText.ts';
import { nameOf } from '../scenarios/names.ts';
import styles from './Card.module.css';
import type { LooseEnds } from './useLooseEnds.ts';

const SHOWN = 4;

/** What a loose end is, in words. */
export function looseText({ kind, slot, units, taker }: LooseShape, editor: Editor, { drawing, workspace }: Catalogue): string {
  const word = (at: number): string => nameOf(editor.state, at, workspace.unassigned);
  return kind === 'hole' && taker !== null ? drawing.loose.hole(units.length, word(taker)) : drawing.loose.island(units.length, word(slot));
}

/** Islands and holes of the last gesture, each with its repair. */
export function LooseCard({ editor, loose }: { editor: Editor; loose: LooseEnds }): React.ReactNode {
  const text = useText();
  const t = text.drawing.loose;
  const { ends, repair, dismiss } = loose;
  if (ends.length === 0) return null;
  const open = ends.filter(({ taker, slot }) => taker !== null && editor.mayMove(slot, taker));
  return (
    <section className={styles.card} aria-label={t.title(ends.length)} role="status">
      <div className={styles.head}><b>{t.title(ends.length)}</b><span className={styles.space} /><ActionIcon aria-label={t.close} onClick={dismiss}><IconX size={15} stroke={1.6} /></ActionIcon></div>
      <ul className={styles.list}>
        {ends.slice(0, SHOWN).map((end) => (
          <li key={end.units[0]}>
            <span>{looseText(end, editor, text)}</span>
            <span className={styles.space} />
            {open.includes(end) ? <Button size="compact-sm" onClick={() => repair([end])}>{end.kind === 'hole' ? t.fill : t.give(nameOf(editor.state, end.taker as number, text.workspace.unassigned))}</Button> : <span className={styles.note}>{t.locked}</span>}
          </li>
        ))}
      </ul>
      {ends.length > SHOWN ? <span className={styles.note}>{text.drawing.shape.more(ends.length - SHOWN)}</span> : null}
      {open.length > 1 ? <div className={styles.actions}><Button variant="filled" onClick={() => repair(open)}>{t.all}</Button></div> : null}
    </section>
  );
}
