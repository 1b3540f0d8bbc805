import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { Notice } from '../../editor/EditorState.ts';
import { useText } from '../../text/useText.ts';
import card from '../drawing/Card.module.css';

type Collision = Extract<Notice, { kind: 'collides' }>;

/** An undo that met what others changed since: whose side shall stay. `onLook` shows one's own side on the map, as it would be. */
export function CollisionCard({ editor, onLook }: { editor: Editor; onLook(units: readonly number[], to: readonly number[], label: string): void }): React.ReactNode {
  const t = useText().live.collision;
  const [met, setMet] = useState<Collision | null>(null);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => editor.onNotice((notice) => setMet(notice.kind === 'collides' ? notice : null)), [editor]);
  useEffect(() => first.current?.focus({ preventScroll: true }), [met]);
  if (met === null) return null;
  const settle = (over: 'theirs' | 'mine') => (): void => {
    setMet(null);
    void editor.undo(met.direction, over);
  };
  return (
    <div className={card.card} role="dialog" aria-label={t.title}>
      <b>{t.title}</b>
      <span className={card.note}>{t.why(met.units.length)}</span>
      <div className={card.actions}>
        <Button ref={first} variant="filled" onClick={settle('theirs')}>{t.theirs}</Button>
        <Button onClick={settle('mine')}>{t.mine}</Button>
        {met.units.length > 0 ? <Button onClick={() => onLook(met.units, met.to, t.label)}>{t.look}</Button> : null}
        <Button onClick={() => setMet(null)}>{t.later}</Button>
      </div>
    </div>
  );
}
