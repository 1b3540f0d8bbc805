import { useCallback, useMemo, useState } from 'react';
import type { Feature, Point } from 'geojson';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { pin, type PinKind } from '../../map/pins.ts';
import type { PlanMap } from '../../map/PlanMap.ts';
import { problemText } from '../../server/problemText.ts';
import { formatDay } from '../../text/days.ts';
import { useText } from '../../text/useText.ts';
import { useToast } from '../../ui/toast.ts';
import { homesShown, keepHomesShown } from './homesShown.ts';
import styles from './People.module.css';
import { ProposalDialog } from './ProposalDialog.tsx';
import { isThere, nameOfPerson, ownedBy, seatsOn, spanOf, type Seat, type Staff } from './staff.ts';
import { useDropPerson } from './useDropPerson.ts';
import { usePutPeople } from './usePutPeople.ts';
import { useStaff } from './useStaff.ts';
import type { Wish } from './wishesBack.ts';

/** People on the positions of a plan on a day, for list, map and panel. */
export interface Staffing {
  readonly staff: Staff | null;
  readonly error: unknown;
  readonly day: string;
  setDay(day: string): void;
  /** By the id of the territory. */
  readonly seats: ReadonlyMap<string, Seat>;
  /** Ids of territories by who owns them. */
  readonly owned: ReadonlyMap<string, readonly string[]>;
  /** Position of the measure that capacity is told in; -1 = not counted. */
  readonly measure: number;
  setMeasure(at: number): void;
  /** Who holds each position in words, by slot: null = vacant. Empty where the plan knows no people at all. */
  readonly holders: ReadonlyMap<number, string | null>;
  /** Whether homes are on the map. */
  readonly shown: boolean;
  setShown(shown: boolean): void;
  readonly pins: readonly Feature<Point, { kind: PinKind; label: string }>[];
  put(wishes: readonly Wish[], done: string): Promise<void>;
  drag(person: string | null): void;
  propose(): void;
  /** Dialog and what a drag would do; to be put over the map. */
  readonly over: React.ReactNode;
}

const territoriesOf = (state: EditorState): EditorState['territories'] => state.territories;

export function useStaffing({ editor, planId, scenarioId, map, day, setDay }: { editor: Editor; planId: string; scenarioId: string; map: PlanMap | null; day: string; setDay(day: string): void }): Staffing {
  const t = useText().people;
  const toast = useToast();
  const territories = useEditor(editor, territoriesOf);
  const { staff, error } = useStaff(planId);
  const put = usePutPeople(planId);
  const [measure, setMeasure] = useState(() => editor.measures.findIndex(({ unit }) => unit === 'hours'));
  const [shown, setShown] = useState(homesShown);
  const [dragged, setDragged] = useState<string | null>(null);
  const [proposing, setProposing] = useState(false);
  const seats = useMemo(() => seatsOn(staff?.covers ?? [], territories.flatMap((territory) => (territory?.level === 0 ? [territory.id] : [])), day), [staff, territories, day]);
  const owned = useMemo(() => ownedBy(seats), [seats]);
  const holders = useMemo(() => {
    const named = new Map<number, string | null>();
    if (staff === null || staff.people.size + staff.covers.length === 0) return named;
    territories.forEach((territory, slot) => {
      if (territory?.level !== 0) return;
      const owner = seats.get(territory.id)?.owner ?? null;
      named.set(slot, owner && nameOfPerson(staff, owner.person));
    });
    return named;
  }, [staff, territories, seats]);
  const pins = useMemo(() => (staff === null || !shown ? [] : [...staff.people.values()].flatMap((person) => (person.home === null || !isThere(person, day) ? [] : [pin(owned.has(person.id) ? 'home' : 'free', person.home, person.name)]))), [staff, shown, owned, day]);
  const nameOf = (slot: number): string => territories[slot]?.name ?? '';
  const over = useDropPerson(dragged, editor, map, (person, slot) => {
    const { from, to } = spanOf(staff?.people.get(person), day);
    const done = t.did.put(nameOfPerson(staff!, person), nameOf(slot), t.role.owner.toLowerCase(), formatDay(from));
    put([{ territory: territories[slot]!.id, person, from, to }], done).catch((refused: unknown) => toast({ text: problemText(refused), tone: 'danger' }));
  });
  const show = useCallback((on: boolean) => {
    keepHomesShown(on);
    setShown(on);
  }, []);
  const propose = useCallback(() => setProposing(true), []);
  const card = (
    <>
      {dragged !== null && staff !== null ? <div className={styles.dropBar} role="status">{over < 0 ? t.dropNowhere(nameOfPerson(staff, dragged)) : t.drop(nameOfPerson(staff, dragged), nameOf(over), formatDay(spanOf(staff.people.get(dragged), day).from))}</div> : null}
      {proposing && staff !== null ? <ProposalDialog editor={editor} planId={planId} scenarioId={scenarioId} staff={staff} day={day} measure={measure} put={put} onClose={() => setProposing(false)} /> : null}
    </>
  );
  return { staff, error, day, setDay, seats, owned, measure, setMeasure, holders, shown, setShown: show, pins, put, drag: setDragged, propose, over: card };
}
