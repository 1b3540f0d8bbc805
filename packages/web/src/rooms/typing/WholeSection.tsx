import { Button, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { UNASSIGNED } from '@hexalign/engine';
import { useState } from 'react';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { mercatorX, mercatorY } from '../../map/mercator.ts';
import { useText } from '../../text/useText.ts';
import { cutAlong, fillFrom, growBy, setAllLocks, type ClickGround } from '../drawing/clicks.ts';
import { MOST_PARTS } from '../drawing/drawOptions.ts';
import { swapCellsOf } from '../drawing/proposals.ts';
import inspector from '../scenarios/Inspector.module.css';
import { nameOf } from '../scenarios/names.ts';
import { findPlace } from './findPlace.ts';
import styles from './Typing.module.css';
import { unitBetween } from './unitsAbout.ts';

type Way = 'area' | 'balance' | 'line';
const WAYS: readonly Way[] = ['area', 'balance', 'line'];
const whole = (state: EditorState): EditorState => state;

/** Changes whole territories by their names, each shown before it is made where the map does so too. */
export function WholeSection({ ground, planId, away }: { ground: ClickGround; planId: string; away(lngLat: readonly [number, number]): number }): React.ReactNode {
  const { editor, view, dispatch, proposals, text, toast } = ground;
  const t = useText().typing.whole;
  const { territories } = useEditor(editor, whole);
  const [other, setOther] = useState<string | null>(null);
  const [way, setWay] = useState<Way>('area');
  const [parts, setParts] = useState<number | string>(2);
  const [line, setLine] = useState<readonly [string, string]>(['', '']);
  const choices = territories.flatMap((territory, slot) => (territory?.level === 0 ? [{ value: String(slot), label: territory.name }] : []));
  const first = view.selected !== UNASSIGNED && territories[view.selected]?.level === 0 ? view.selected : -1;
  const second = other !== null && territories[Number(other)]?.level === 0 && Number(other) !== first ? Number(other) : -1;
  const pair = first >= 0 && second >= 0;
  const name = (slot: number): string => nameOf(editor.state, slot, text.workspace.unassigned);
  const fill = (): void => {
    const start = unitBetween(editor.graph, editor.slots, second, first);
    if (start < 0) return toast({ text: t.apart(name(first), name(second)), tone: 'warning' });
    fillFrom({ ...ground, view: { ...view, selected: first, options: { ...view.options, fill: 'target' } } }, start);
  };
  const cut = async (): Promise<void> => {
    const ends: number[] = [];
    for (const typed of line) {
      const place = await findPlace(planId, typed, away);
      if (!place) return toast({ text: text.typing.select.unknown(typed.trim()), tone: 'warning' });
      ends.push(mercatorX(place.lngLat[0]), mercatorY(place.lngLat[1]));
    }
    const { lngLat } = editor.graph;
    cutAlong(ground, ends, lngLat.map((value, i) => (i % 2 === 0 ? mercatorX(value) : mercatorY(value))), [editor.slots.indexOf(first)]);
  };
  const split = (): void => {
    if (way === 'line') cut().catch((error: Error) => toast({ text: error.message, tone: 'danger' }));
    else proposals.split(first, Number(parts), way);
  };
  const chosenSwap = view.cells.size > 0 && swapCellsOf(editor.slots, view.cells, territories) !== null;
  return (
    <section className={inspector.section}>
      <h3>{t.title}</h3>
      <div className={styles.form}>
        <Select label={t.first} placeholder={t.choose} searchable data={choices} value={first < 0 ? null : String(first)} onChange={(value) => dispatch({ type: 'select', slot: value === null ? -1 : Number(value) })} />
        <div className={styles.buttons}>
          <Button size="xs" disabled={first < 0} onClick={() => growBy(ground, first, false)}>{t.grow}</Button>
          <Button size="xs" disabled={first < 0} onClick={() => growBy(ground, first, true)}>{t.shrink}</Button>
        </div>
        <Select label={t.second} placeholder={t.choose} searchable data={choices.filter(({ value }) => Number(value) !== first)} value={second < 0 ? null : String(second)} onChange={setOther} />
        <div className={styles.buttons}>
          <Button size="xs" disabled={!pair} onClick={() => proposals.merge(first, second)}>{t.merge}</Button>
          <Button size="xs" disabled={!pair} onClick={() => proposals.swap(first, second)}>{t.swap}</Button>
          <Button size="xs" disabled={!pair} onClick={() => proposals.evenOut(first, second)}>{t.even}</Button>
          <Button size="xs" disabled={!pair} onClick={fill}>{t.fill}</Button>
          <Button size="xs" disabled={!chosenSwap} onClick={() => proposals.swapCells(view.cells)}>{t.swapCells}</Button>
        </div>
        <div className={styles.rule} />
        <SegmentedControl fullWidth size="xs" aria-label={t.split} value={way} onChange={(value) => setWay(value as Way)} data={WAYS.map((value) => ({ value, label: t.ways[value] }))} />
        {way === 'line' ? (
          <div className={styles.halves}>
            <TextInput label={t.from} title={text.typing.select.placeHint} placeholder={text.typing.select.placeHint} value={line[0]} maxLength={120} onChange={(event) => setLine([event.currentTarget.value, line[1]])} />
            <TextInput label={t.to} title={text.typing.select.placeHint} placeholder={text.typing.select.placeHint} value={line[1]} maxLength={120} onChange={(event) => setLine([line[0], event.currentTarget.value])} />
          </div>
        ) : <NumberInput label={t.parts} min={2} max={MOST_PARTS} allowDecimal={false} value={parts} onChange={setParts} />}
        <div className={styles.buttons}>
          <Button size="xs" disabled={first < 0 || (way === 'line' ? line.some((typed) => typed.trim() === '') : !(Number(parts) >= 2))} onClick={split}>{t.split}</Button>
        </div>
        <div className={styles.rule} />
        <div className={styles.buttons}>
          <Button size="xs" onClick={() => setAllLocks(ground, true)}>{t.lockAll}</Button>
          <Button size="xs" onClick={() => setAllLocks(ground, false)}>{t.unlockAll}</Button>
        </div>
      </div>
    </section>
  );
}
