import { Button } from '@mantine/core';
import { IconCircleDashed, IconUser } from '@tabler/icons-react';
import { useState } from 'react';
import { formatDay, today } from '../../text/days.ts';
import { problemText } from '../../server/problemText.ts';
import { useText } from '../../text/useText.ts';
import { useToast } from '../../ui/toast.ts';
import { useMay } from '../../server/useMay.ts';
import inspector from '../scenarios/Inspector.module.css';
import styles from './People.module.css';
import { PutForm } from './PutForm.tsx';
import { holdsOn, nameOfPerson, seatsOn, type Cover, type Staff } from './staff.ts';
import type { Wish } from './wishesBack.ts';

interface PositionSectionProps {
  readonly staff: Staff;
  readonly territory: { readonly id: string; readonly name: string };
  readonly day: string;
  put(wishes: readonly Wish[], done: string): Promise<void>;
}

/** One position: who holds it on a day and who stands beside, who held it before and will, and how that is changed. */
export function PositionSection({ staff, territory, day, put }: PositionSectionProps): React.ReactNode {
  const t = useText().people;
  const toast = useToast();
  const may = useMay()('cover.write');
  const [choosing, setChoosing] = useState(false);
  const seat = seatsOn(staff.covers, [territory.id], day).get(territory.id)!;
  const history = staff.covers.filter((cover) => cover.territory === territory.id).sort((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : a.role < b.role ? 1 : -1));
  const nameOf = ({ person, name }: Cover): string => name ?? nameOfPerson(staff, person);
  const span = ({ from, to }: Cover): string => (to === null ? t.further(formatDay(from)) : t.between(formatDay(from), formatDay(to)));
  const say = (wishes: readonly Wish[], done: string): void => void put(wishes, done).catch((error: unknown) => toast({ text: problemText(error), tone: 'danger' }));
  return (
    <section className={inspector.section} aria-label={t.positionOf(territory.name)}>
      <h3>{t.position}<span className={inspector.note}>{formatDay(day)}</span></h3>
      <div className={styles.seat}>
        {seat.owner ? <IconUser size={16} stroke={1.6} aria-hidden /> : <IconCircleDashed size={16} stroke={1.6} aria-hidden />}
        <span>
          <b>{seat.owner ? nameOf(seat.owner) : t.vacant}</b>
          <span className={styles.small}>{seat.owner ? span(seat.owner) : t.nobody}</span>
        </span>
        {seat.owner && may ? <Button size="compact-sm" onClick={() => say([{ territory: territory.id, person: null, from: day, to: seat.owner!.to }], t.did.vacant(territory.name, formatDay(day)))}>{t.leaveVacant}</Button> : null}
      </div>
      {seat.beside.map((cover) => (
        <div key={`${cover.role} ${cover.person}`} className={styles.seat}>
          <span />
          <span>{t.roleOf(nameOf(cover), t.role[cover.role].toLowerCase())}<span className={styles.small}>{span(cover)}</span></span>
          {may ? <Button size="compact-sm" aria-label={t.endRoleOf(nameOf(cover))} onClick={() => say(endOf(cover, seat.beside, day), t.did.ended(nameOf(cover), territory.name, formatDay(day)))}>{t.endRole}</Button> : null}
        </div>
      ))}
      {may && staff.people.size > 0 ? (
        choosing ? (
          <PutForm staff={staff} day={day} territories={[]} territory={territory.id} onDone={() => setChoosing(false)}
            put={(wish) => put([wish], t.did.put(nameOfPerson(staff, wish.person!), territory.name, t.role[wish.role ?? 'owner'].toLowerCase(), formatDay(wish.from)))}
          />
        ) : <div className={styles.actions}><Button onClick={() => setChoosing(true)}>{t.choose}</Button></div>
      ) : null}
      <details className={styles.history}>
        <summary>{t.history}<span className={inspector.note}>{history.length}</span></summary>
        {history.length === 0 ? <p className={styles.small}>{t.noHistory}</p> : null}
        <ol>
          {history.map((cover) => (
            <li key={`${cover.role} ${cover.person} ${cover.from}`}>
              {t.roleOf(nameOf(cover), t.role[cover.role].toLowerCase())}
              {holdsOn(cover, today()) ? <span className={styles.chip}>{t.now}</span> : cover.from > today() ? <span className={styles.chip}>{t.future}</span> : null}
              <span className={styles.small}>{span(cover)}</span>
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}

/** One role ends: all of that role end, since the server ends them together, and the others go on. */
function endOf(cover: Cover, beside: readonly Cover[], day: string): Wish[] {
  const others = beside.filter(({ role, person }) => role === cover.role && person !== cover.person);
  return [{ territory: cover.territory, role: cover.role, person: null, from: day, to: cover.to }, ...others.map(({ territory, role, person, from, to }): Wish => ({ territory, role, person, from, to }))];
}
