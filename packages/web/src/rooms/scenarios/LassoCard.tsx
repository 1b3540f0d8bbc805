import { Button } from '@mantine/core';
import { UNASSIGNED } from '@hexalign/engine';
import { useMemo } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import { formatCount } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { Swatch } from '../../ui/Swatch.tsx';
import { MoveToMenu } from './MoveToMenu.tsx';
import { nameOf } from './names.ts';
import styles from './LassoCard.module.css';

/** What a lasso holds, and where it may go; nothing moves before a choice is made. */
export function LassoCard({ editor, colours, units, target, onDone }: { editor: Editor; colours: readonly number[]; units: readonly number[]; target: number; onDone(): void }): React.ReactNode {
  const t = useText().workspace;
  const { accounts, origins } = useMemo(() => {
    const counts = new Map<number, number>();
    let sum = 0;
    for (const u of units) {
      counts.set(editor.slots[u], (counts.get(editor.slots[u]) ?? 0) + 1);
      sum += editor.accountsAt(u);
    }
    return { accounts: sum, origins: [...counts].sort((a, b) => b[1] - a[1]) };
  }, [editor, units]);
  const from = origins.slice(0, 3).map(([slot, count]) => `${nameOf(editor.state, slot, t.unassigned)} ${formatCount(count)}`);
  if (origins.length > 3) from.push(t.stroke.more(origins.length - 3));
  const move = (slot: number): void => {
    editor.move(units, slot, 'lasso');
    onDone();
  };
  const ready = target >= 0 && origins.some(([slot]) => editor.mayMove(slot, target));
  return (
    <div className={styles.card} role="dialog" aria-label={t.lassoCard.title(units.length, accounts)}>
      <b className="num">{t.lassoCard.title(units.length, accounts)}</b>
      <span className={styles.from}>{t.lassoCard.from(from.join(', '))}</span>
      <div className={styles.actions}>
        {ready ? (
          <Button variant="filled" autoFocus onClick={() => move(target)} leftSection={<Swatch colour={target === UNASSIGNED ? null : (colours[target] ?? 0)} />}>
            {t.lassoCard.move(nameOf(editor.state, target, t.unassigned))}
          </Button>
        ) : null}
        <MoveToMenu editor={editor} colours={colours} onChoose={move} />
        <Button onClick={onDone}>{t.lassoCard.drop}</Button>
      </div>
    </div>
  );
}
