import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconCircle, IconDots, IconUser } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { formatDay } from '../../text/days.ts';
import { useText } from '../../text/useText.ts';
import { LoadFigure } from './LoadFigure.tsx';
import styles from './People.module.css';
import type { Person } from './staff.ts';
import { PERSON_TYPE } from './useDropPerson.ts';

interface PersonRowProps {
  readonly person: Person;
  readonly day: string;
  /** Names of the positions held on the day. */
  readonly positions: readonly string[];
  /** Work carried, and its unit; null = not counted. */
  readonly load: { readonly value: number; readonly unit: string } | null;
  readonly may: boolean;
  readonly mayLeave: boolean;
  onDrag(person: string | null): void;
  onPut(): void;
  onLeave(): void;
  onShow(at: readonly [number, number]): void;
}

/** Somebody of the register: where they stand on the day. Can be dragged onto a territory; the menu does the same. */
export function PersonRow({ person, day, positions, load, may, mayLeave, onDrag, onPut, onLeave, onShow }: PersonRowProps): React.ReactNode {
  const t = useText().people;
  const row = useRef<HTMLLIElement>(null);
  const told = useRef(onDrag);
  told.current = onDrag;
  // A row is no control: what can be done by dragging it stands in its menu, too.
  useEffect(() => {
    const element = row.current;
    if (!element) return;
    const start = (event: DragEvent): void => {
      event.dataTransfer?.setData(PERSON_TYPE, person.id);
      if (event.dataTransfer) event.dataTransfer.effectAllowed = 'copy';
      told.current(person.id);
    };
    const end = (): void => told.current(null);
    element.addEventListener('dragstart', start);
    element.addEventListener('dragend', end);
    return () => {
      element.removeEventListener('dragstart', start);
      element.removeEventListener('dragend', end);
    };
  }, [person.id]);
  const { name, home, capacity, hired, leaves } = person;
  const term = hired !== null && hired > day ? t.notYet(formatDay(hired)) : leaves !== null && leaves < day ? t.gone(formatDay(leaves)) : leaves !== null ? t.leaves(formatDay(leaves)) : hired !== null ? t.hired(formatDay(hired)) : null;
  const where = positions.length === 0 ? t.free : positions.length > 2 ? t.several(positions.length) : positions.join(', ');
  return (
    <li ref={row} className={styles.row} draggable={may} data-person={person.id}>
      {positions.length > 0 ? <IconUser size={16} stroke={1.6} aria-hidden /> : <IconCircle size={16} stroke={1.6} aria-hidden />}
      <span>
        <span className={styles.name}>{name}</span>
        <span className={styles.small}>{[where, term, home === null ? t.noHome : null].filter(Boolean).join(' · ')}</span>
      </span>
      <span className={styles.ends}>
        {load === null ? null : <LoadFigure name={name} load={load.value} capacity={capacity} unit={load.unit} />}
        <Menu position="bottom-end">
          <Menu.Target><Tooltip label={t.actionsOf(name)}><ActionIcon aria-label={t.actionsOf(name)}><IconDots size={16} stroke={1.6} /></ActionIcon></Tooltip></Menu.Target>
          <Menu.Dropdown>
            {may ? <Menu.Item onClick={onPut}>{t.putOn}</Menu.Item> : null}
            {mayLeave ? <Menu.Item onClick={onLeave}>{t.leaveDay}</Menu.Item> : null}
            <Menu.Item disabled={home === null} onClick={() => home && onShow(home)}>{home === null ? t.noHome : t.showHome}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </span>
    </li>
  );
}
