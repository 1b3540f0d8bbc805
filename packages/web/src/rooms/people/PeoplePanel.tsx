import { Button, Checkbox, Modal, NativeSelect, TextInput } from '@mantine/core';
import { IconSearch, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { useMay } from '../../server/useMay.ts';
import { formatDay } from '../../text/days.ts';
import { useText } from '../../text/useText.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Refusal } from '../../ui/Refusal.tsx';
import inspector from '../scenarios/Inspector.module.css';
import { PanelHead } from '../scenarios/PanelHead.tsx';
import { LeaveDialog } from './LeaveDialog.tsx';
import styles from './People.module.css';
import { PersonRow } from './PersonRow.tsx';
import { PositionSection } from './PositionSection.tsx';
import { PutForm } from './PutForm.tsx';
import { SeatRow } from './SeatRow.tsx';
import { isThere, nameOfPerson, type Person } from './staff.ts';
import type { Staffing } from './useStaffing.tsx';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const SHOWN = 100;
const whole = (state: EditorState): EditorState => state;

interface PeoplePanelProps {
  readonly editor: Editor;
  readonly planId: string;
  readonly staffing: Staffing;
  readonly colours: readonly number[];
  readonly selected: number;
  onSelect(slot: number): void;
  onShow(at: readonly [number, number]): void;
  onClose(): void;
}

/** Positions, vacant ones first, and people with where they stand on a day, in place of the inspector. */
export function PeoplePanel({ editor, planId, staffing, colours, selected, onSelect, onShow, onClose }: PeoplePanelProps): React.ReactNode {
  const text = useText();
  const t = text.people;
  const may = useMay();
  const { territories, figures } = useEditor(editor, whole);
  const { staff, error, day, seats, owned, measure } = staffing;
  const [typed, setTyped] = useState(day);
  const [query, setQuery] = useState('');
  const [putting, setPutting] = useState<Person | null>(null);
  const [leaving, setLeaving] = useState<Person | null>(null);
  const choose = (value: string): void => {
    setTyped(value);
    if (DAY.test(value)) staffing.setDay(value);
  };
  const wanted = query.trim().toLowerCase();
  const matches = (...words: readonly string[]): boolean => wanted === '' || words.some((word) => word.toLowerCase().includes(wanted));
  const positions = territories.flatMap((territory, slot) => (territory?.level === 0 ? [{ slot, id: territory.id, name: territory.name, seat: seats.get(territory.id) }] : []));
  const nameOf = new Map(positions.map(({ id, name }) => [id, name]));
  const loads = new Map(positions.map(({ id, slot }) => [id, measure < 0 ? 0 : figures[slot].balance[measure].sum]));
  const loadOf = (ids: readonly string[]): number => ids.reduce((sum, id) => sum + (loads.get(id) ?? 0), 0);
  const unit = editor.measures[measure]?.unit ?? '';
  const people = staff === null ? [] : [...staff.people.values()];
  const shownSeats = positions
    .map((one) => ({ ...one, owner: one.seat?.owner ? nameOfPerson(staff!, one.seat.owner.person) : null }))
    .filter(({ name, id, owner }) => matches(name, id, owner ?? t.vacant))
    .sort((a, b) => Number(a.owner !== null) - Number(b.owner !== null) || a.name.localeCompare(b.name, 'en', { numeric: true }));
  // Who is free stands first, then by name; who is not there on the day comes last.
  const shownPeople = people.filter(({ name, id }) => matches(name, id)).sort((a, b) => Number(isThere(b, day)) - Number(isThere(a, day)) || Number(owned.has(a.id)) - Number(owned.has(b.id)) || a.name.localeCompare(b.name, 'en', { numeric: true }));
  const vacant = positions.filter(({ seat }) => !seat?.owner).length;
  const chosen = territories[selected];
  return (
    <aside className={inspector.panel} aria-label={t.title}>
      <PanelHead title={t.title} onClose={onClose} />
      <div className={inspector.body}>
        {error ? <div className={inspector.section}><Refusal error={error} /></div> : null}
        <section className={inspector.section}>
          <div className={styles.settings}>
            <TextInput type="date" label={t.day} value={typed} onChange={(event) => choose(event.currentTarget.value)} />
            <NativeSelect label={t.capacityIn} value={String(measure)} data={[{ value: '-1', label: t.capacityNone }, ...editor.measures.map(({ key }, at) => ({ value: String(at), label: key }))]} onChange={(event) => staffing.setMeasure(Number(event.currentTarget.value))} />
            {may('register.read') ? <Checkbox label={t.showOnMap} checked={staffing.shown} onChange={(event) => staffing.setShown(event.currentTarget.checked)} /> : null}
          </div>
          {staff !== null && people.length > 0 && may('cover.write') ? <div className={styles.actions}><Button leftSection={<IconUsers size={14} stroke={1.6} />} onClick={staffing.propose}>{t.propose}</Button></div> : null}
          {staff !== null && !may('register.read') ? <p className={styles.hint}>{t.hiddenPeople}</p> : null}
          {people.length > 0 && may('cover.write') ? <p className={styles.hint}>{t.dayHint} {t.dragHint}</p> : null}
        </section>
        {staff !== null && people.length === 0 && may('register.read') ? <EmptyState icon={<IconUsers size={22} stroke={1.6} />} title={t.empty.title} why={t.empty.why} /> : null}
        {staff !== null && chosen ? <PositionSection key={chosen.id} staff={staff} territory={chosen} day={day} put={staffing.put} /> : null}
        {staff === null ? null : (
          <>
            <div className={styles.search}><TextInput aria-label={t.find} placeholder={t.find} leftSection={<IconSearch size={14} stroke={1.6} />} value={query} onChange={(event) => setQuery(event.currentTarget.value)} /></div>
            {wanted !== '' && shownSeats.length + shownPeople.length === 0 ? <p className={styles.heading}>{t.noMatch(query.trim())}</p> : null}
            {shownSeats.length > 0 ? (
              <section aria-label={t.positions}>
                <h3 className={styles.heading}>{t.positions}<span className={inspector.note}>{t.vacantCount(vacant)}</span></h3>
                <ul className={styles.list}>
                  {shownSeats.slice(0, 3 * SHOWN).map(({ slot, id, name, owner, seat }) => {
                    const holder = seat?.owner ? staff.people.get(seat.owner.person) : undefined;
                    return (
                      <SeatRow
                        key={id} slot={slot} name={name} colour={colours[slot] ?? 0} owner={owner} selected={slot === selected} onSelect={onSelect}
                        beside={(seat?.beside ?? []).map(({ person, role }) => t.roleOf(nameOfPerson(staff, person), t.role[role].toLowerCase()))}
                        load={measure < 0 ? null : { value: holder ? loadOf(owned.get(holder.id) ?? []) : loadOf([id]), capacity: holder?.capacity ?? null, unit }}
                      />
                    );
                  })}
                </ul>
              </section>
            ) : null}
            {shownPeople.length > 0 ? (
              <section aria-label={t.people}>
                <h3 className={styles.heading}>{t.people}<span className={inspector.note}>{people.length}</span></h3>
                <ul className={styles.list}>
                  {shownPeople.slice(0, SHOWN).map((person) => (
                    <PersonRow
                      key={person.id} person={person} day={day} may={may('cover.write')} mayLeave={may('cover.write') && may('register.write')} positions={(owned.get(person.id) ?? []).map((id) => nameOf.get(id) ?? id)}
                      load={measure < 0 ? null : { value: loadOf(owned.get(person.id) ?? []), unit }} onDrag={staffing.drag} onPut={() => setPutting(person)} onLeave={() => setLeaving(person)} onShow={onShow}
                    />
                  ))}
                </ul>
                {shownPeople.length > SHOWN ? <p className={styles.heading}>{t.more(shownPeople.length - SHOWN)}</p> : null}
              </section>
            ) : null}
          </>
        )}
      </div>
      {staff !== null && putting !== null ? (
        <Modal opened onClose={() => setPutting(null)} title={t.putOnTitle(putting.name)} size="md" closeButtonProps={{ 'aria-label': text.shell.close }}>
          <PutForm
            staff={staff} day={day} person={putting.id} territories={positions} onDone={() => setPutting(null)}
            put={(wish) => staffing.put([wish], t.did.put(putting.name, nameOf.get(wish.territory) ?? wish.territory, t.role[wish.role ?? 'owner'].toLowerCase(), formatDay(wish.from)))}
          />
        </Modal>
      ) : null}
      {staff !== null && leaving !== null ? <LeaveDialog planId={planId} staff={staff} person={leaving} day={day} onClose={() => setLeaving(null)} /> : null}
    </aside>
  );
}
