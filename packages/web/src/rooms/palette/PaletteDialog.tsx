import { Modal, TextInput } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useEffect, useId, useState } from 'react';
import type { EngineHost } from '../../engine/engineHost.ts';
import { useText } from '../../text/useText.ts';
import { useToast } from '../../ui/toast.ts';
import { keyCaps } from '../drawing/keymap.ts';
import type { Drawing } from '../drawing/useDrawing.ts';
import styles from '../search/Search.module.css';
import { useFound } from '../search/useFound.ts';
import { commandChoices, sentenceChoices, type PaletteChoice, type PaletteGround } from './choices.ts';
import { sentenceOf } from './sentence.ts';

interface PaletteDialogProps extends Omit<PaletteGround, 'text' | 'toast' | 'commands' | 'proposals'> {
  readonly planId: string;
  readonly host: EngineHost;
  readonly drawing: Drawing;
  onClose(): void;
}

/** Every command by its name, and sentences about territories, accounts and places; says what Enter would do before it does it. */
export function PaletteDialog({ planId, host, drawing, onClose, ...rest }: PaletteDialogProps): React.ReactNode {
  const { editor, accounts, map } = rest;
  const text = useText();
  const toast = useToast();
  const t = text.palette;
  const id = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const ground: PaletteGround = { ...rest, text, toast, commands: drawing.commands, proposals: drawing.proposals };
  const sentence = sentenceOf(typed, t.grammar, editor.state.territories);
  const asked = sentence && 'words' in sentence ? sentence.words : '';
  const found = useFound(asked, { planId, host, accounts, state: editor.state, inPlan: (lng, lat) => (map?.cells ? map.cells.at(lng, lat) >= 0 : true) });
  useEffect(() => setAt(0), [typed]);

  const { recent, others } = commandChoices(typed, ground);
  const groups = [
    { title: t.groups.sentence, choices: sentence ? sentenceChoices(sentence, found, ground) : [] },
    { title: t.groups.recent, choices: recent },
    { title: t.groups.commands, choices: others },
  ].filter(({ choices }) => choices.length > 0);
  const all = groups.flatMap(({ choices }) => choices);
  const current = all[Math.min(at, all.length - 1)];
  const refused = (choice: PaletteChoice): string | null => (choice.edits ? drawing.blocked : null);
  const choose = (choice: PaletteChoice): void => {
    onClose();
    const why = refused(choice);
    if (why !== null) toast({ text: why, tone: 'warning' });
    else choice.run();
  };
  const keys = (event: React.KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1 };
    if (event.key === 'Enter' && current) choose(current);
    else if (event.key in steps && all.length > 0) setAt((steps[event.key] + all.length) % all.length);
    else return;
    event.preventDefault();
  };
  const without = sentence?.kind === 'merge' ? t.noPair : asked !== '' && found.looking ? t.looking : t.nothing(typed.trim());
  return (
    <Modal opened onClose={onClose} title={t.title} size={600} closeButtonProps={{ 'aria-label': text.shell.close }} yOffset="10vh" classNames={{ body: styles.body }} transitionProps={{ duration: 0 }}>
      <TextInput
        data-autofocus aria-label={t.field} placeholder={t.placeholder} value={typed} maxLength={120} leftSection={<IconChevronRight size={15} stroke={1.6} />} onChange={(event) => setTyped(event.currentTarget.value)} onKeyDown={keys}
        role="combobox" aria-expanded={all.length > 0} aria-controls={`${id}-list`} aria-autocomplete="list" aria-describedby={`${id}-preview`} aria-activedescendant={current ? `${id}-${current.key}` : undefined}
      />
      <div id={`${id}-list`} role="listbox" aria-label={t.results} className={styles.list}>
        {groups.map(({ title, choices }) => (
          <div key={title} role="group" aria-label={title}>
            <div className={styles.title} aria-hidden="true">{title}</div>
            {choices.map((choice) => <Row key={choice.key} id={`${id}-${choice.key}`} choice={choice} on={choice === current} onChoose={choose} onPoint={() => setAt(all.indexOf(choice))} />)}
          </div>
        ))}
      </div>
      <p id={`${id}-preview`} className={styles.note} role="status">{current ? (refused(current) ?? current.preview) : without}</p>
    </Modal>
  );
}

function Row({ id, choice, on, onChoose, onPoint }: { id: string; choice: PaletteChoice; on: boolean; onChoose(choice: PaletteChoice): void; onPoint(): void }): React.ReactNode {
  return (
    // The field keeps the focus and hears the keys; the pointer is the other way to choose.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div id={id} role="option" aria-selected={on} tabIndex={-1} className={on ? styles.on : styles.option} onClick={() => onChoose(choice)} onPointerMove={on ? undefined : onPoint} ref={on ? (row) => row?.scrollIntoView({ block: 'nearest' }) : undefined}>
      <span className={styles.label}>{choice.label}</span>
      <span className={styles.code}>{choice.keys.slice(0, 1).flatMap((key) => keyCaps(key)).map((cap) => <kbd key={cap}>{cap}</kbd>)}</span>
    </div>
  );
}
