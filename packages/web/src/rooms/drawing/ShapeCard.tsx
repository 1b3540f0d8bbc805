import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconDownload, IconX } from '@tabler/icons-react';
import { UNASSIGNED } from '@hexalign/engine';
import { useEffect, useMemo, useRef } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { formatCount, formatMeasure } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { downloadText } from '../../ui/downloadText.ts';
import { Swatch } from '../../ui/Swatch.tsx';
import { MoveToMenu } from '../scenarios/MoveToMenu.tsx';
import { nameOf } from '../scenarios/names.ts';
import { boundaryGeojson } from './boundaryGeojson.ts';
import styles from './Card.module.css';
import { shapeSums } from './shapeSums.ts';
import type { Shape } from './useMapTools.ts';

const ORIGINS = 6;
const MEASURES = 3;
const revisionOf = (state: EditorState): number => state.revision;

/** What a boundary holds by origin, and where it may go; nothing moves before a choice is made. */
export function ShapeCard({ editor, colours, shape, name, target, side, onSelect, onDone }: { editor: Editor; colours: readonly number[]; shape: Shape; name?: string; target: number; side: 'start' | 'end'; onSelect(units: readonly number[]): void; onDone(): void }): React.ReactNode {
  const text = useText();
  const t = text.drawing.shape;
  const revision = useEditor(editor, revisionOf);
  const { units, rings } = shape;
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const { accounts, origins } = useMemo(() => shapeSums({ slots: editor.slots, measures: editor.measures, accountsAt: (u) => editor.accountsAt(u) }, units), [editor, units, revision]);
  const measures = editor.measures.slice(0, MEASURES);
  const word = (slot: number): string => nameOf(editor.state, slot, text.workspace.unassigned);
  const move = (slot: number): void => {
    editor.move(units, slot, 'lasso');
    onDone();
  };
  const ready = target >= 0 && units.some((u) => editor.slots[u] !== target && editor.refusalOf(u, target) === null);
  const card = useRef<HTMLDivElement>(null);
  // Enter takes the first way out; the card does not take the focus from a field.
  useEffect(() => card.current?.querySelector<HTMLElement>('button[data-first]')?.focus({ preventScroll: true }), [shape]);
  const title = units.length === 0 ? t.nothing : t.title(units.length, accounts);
  return (
    <div ref={card} className={styles.card} data-side={side} role="dialog" aria-label={name ? `${name}: ${title}` : title}>
      <div className={styles.head}>
        <b className="num">{name ? `${name}: ${title}` : title}</b>
        <span className={styles.space} />
        <Tooltip label={t.save}><ActionIcon aria-label={t.save} onClick={() => downloadText(t.file, JSON.stringify(boundaryGeojson(rings, { cells: units.length, accounts })), 'application/geo+json')}><IconDownload size={15} stroke={1.6} /></ActionIcon></Tooltip>
        <ActionIcon aria-label={t.drop} onClick={onDone}><IconX size={15} stroke={1.6} /></ActionIcon>
      </div>
      <span className={styles.note}>{t.byCentre}</span>
      {origins.length > 0 ? (
        <table className={styles.table}>
          <thead>
            <tr><th scope="col">{t.from}</th><th scope="col">{t.cells}</th><th scope="col">{t.accounts}</th>{measures.map(({ key }) => <th key={key} scope="col">{key}</th>)}</tr>
          </thead>
          <tbody>
            {origins.slice(0, ORIGINS).map(({ slot, units: count, accounts: held, sums }) => (
              <tr key={slot}>
                <th scope="row"><span className={styles.origin}><Swatch colour={slot === UNASSIGNED ? null : (colours[slot] ?? 0)} />{word(slot)}</span></th>
                <td>{formatCount(count)}</td><td>{formatCount(held)}</td>
                {measures.map(({ key, unit }, j) => <td key={key}>{formatMeasure(sums[j], unit)}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {origins.length > ORIGINS ? <span className={styles.note}>{t.more(origins.length - ORIGINS)}</span> : null}
      <div className={styles.actions}>
        {ready ? <Button data-first variant="filled" onClick={() => move(target)} leftSection={<Swatch colour={target === UNASSIGNED ? null : (colours[target] ?? 0)} />}>{t.move(word(target))}</Button> : null}
        {units.length > 0 ? <MoveToMenu editor={editor} colours={colours} onChoose={move} /> : null}
        {units.length > 0 ? <Button onClick={() => { onSelect(units); onDone(); }}>{t.add}</Button> : null}
        <Button {...(ready ? {} : { 'data-first': true })} onClick={onDone}>{t.drop}</Button>
      </div>
    </div>
  );
}
