import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLock, IconLockOpen, IconPencil, IconZoomScan } from '@tabler/icons-react';
import { useState, type Dispatch } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import type { SlotNeighbours } from '../../map/slotNeighbours.ts';
import { formatCount, formatOfTarget } from '../../text/format.ts';
import { folded } from '../../text/folded.ts';
import { useText } from '../../text/useText.ts';
import { BalanceBar } from '../../ui/BalanceBar.tsx';
import { RenameDialog } from '../../ui/RenameDialog.tsx';
import { Swatch } from '../../ui/Swatch.tsx';
import { MeasureLine } from './MeasureLine.tsx';
import styles from './Inspector.module.css';
import { nameOf } from './names.ts';
import { ColourButton, ColourWarning } from './TerritoryColour.tsx';
import { TerritoryWords } from './TerritoryWords.tsx';
import type { ViewAction } from './view.ts';

const whole = (state: EditorState): EditorState => state;

/** One territory: balance, the same in words, its neighbours. */
export function TerritoryOverview({ editor, slot, colours, neighbours, dispatch, onZoom, onEvenOut, position }: { editor: Editor; slot: number; colours: readonly number[]; neighbours: SlotNeighbours | null; dispatch: Dispatch<ViewAction>; onZoom(slot: number): void; onEvenOut(a: number, b: number): void; position: React.ReactNode }): React.ReactNode {
  const text = useText();
  const t = text.workspace;
  const state = useEditor(editor, whole);
  const [renaming, setRenaming] = useState(false);
  const territory = state.territories[slot];
  const figure = state.figures[slot];
  if (!territory || !figure) return null;
  const locked = state.locks.has(slot);
  const around = [...(neighbours?.near[slot] ?? new Map<number, number>())].sort((a, b) => b[1] - a[1]).map(([other]) => other);
  const main = editor.measures[0];
  return (
    <>
      <section className={styles.section}>
        <div className={styles.subject}>
          <ColourButton editor={editor} slot={slot} colour={colours[slot] ?? 0} />
          <h2 title={territory.name}>{territory.name}</h2>
          {territory.id === territory.name ? null : <span className={styles.code}>{territory.id}</span>}
          <span style={{ flex: 1 }} />
          <Tooltip label={t.rename}><ActionIcon aria-label={t.rename} onClick={() => setRenaming(true)}><IconPencil size={16} stroke={1.6} /></ActionIcon></Tooltip>
          <Tooltip label={<>{locked ? t.unlock : t.lock} <kbd>K</kbd></>}>
            <ActionIcon aria-label={locked ? t.unlock : t.lock} aria-pressed={locked} onClick={() => editor.run({ type: 'lock', slot, from: locked, to: !locked })}>
              {locked ? <IconLock size={16} stroke={1.6} /> : <IconLockOpen size={16} stroke={1.6} />}
            </ActionIcon>
          </Tooltip>
          <Tooltip label={<>{t.zoomTo} <kbd>F</kbd></>}><ActionIcon aria-label={t.zoomTo} onClick={() => onZoom(slot)}><IconZoomScan size={16} stroke={1.6} /></ActionIcon></Tooltip>
        </div>
        <p className={styles.facts}>{[territory.person, t.cellsAndAccounts(figure.units, figure.accounts), t.inspector.km2(formatCount(figure.areaKm2))].filter(Boolean).join(' · ')}</p>
        <ColourWarning editor={editor} slot={slot} around={around} colours={colours} />
        <RenameDialog opened={renaming} title={t.renameTitle} label={text.plans.renameLabel} value={territory.name} refuse={(name) => (state.territories.some((one, at) => one !== null && at !== slot && folded(one.name) === folded(name)) ? t.nameTaken : null)} onClose={() => setRenaming(false)} onSave={(name) => editor.run({ type: 'territory', slot, from: territory, to: { ...territory, name } })} />
      </section>
      <section className={styles.section}>
        <h3>{t.inspector.balance}<span className={styles.note}>{t.ofTarget}</span></h3>
        {editor.measures.map(({ key, unit }, at) => <MeasureLine key={key} name={key} unit={unit} balance={figure.balance[at]} />)}
      </section>
      <section className={styles.section}>
        <h3>{t.inspector.inWords}</h3>
        <TerritoryWords editor={editor} slot={slot} />
      </section>
      {position}
      {around.length > 0 && main ? (
        <section className={styles.section}>
          <h3>{t.inspector.neighbours}<span className={styles.note}>{main.key}</span></h3>
          {around.map((other) => {
            const balance = state.figures[other].balance[0];
            return (
              <div key={other} className={styles.neighbour}>
                <Swatch colour={colours[other] ?? 0} />
                <button type="button" onClick={() => dispatch({ type: 'select', slot: other })}>{nameOf(state, other, t.unassigned)}</button>
                <BalanceBar {...balance} />
                <span className={`${styles.figure} ${balance.inside ? '' : balance.deviation > 0 ? styles.over : styles.under}`}>{formatOfTarget(balance.deviation)}</span>
                <button
                  type="button"
                  className={styles.give}
                  title={t.inspector.giveHint(nameOf(state, other, t.unassigned))}
                  onClick={() => {
                    dispatch({ type: 'select', slot: other });
                    dispatch({ type: 'tool', tool: 'brush' });
                  }}
                >
                  {t.inspector.give}
                </button>
                <button type="button" className={styles.give} aria-label={text.drawing.evenOutHint(territory.name, nameOf(state, other, t.unassigned))} title={text.drawing.evenOutHint(territory.name, nameOf(state, other, t.unassigned))} onClick={() => onEvenOut(slot, other)}>{text.drawing.evenOut}</button>
              </div>
            );
          })}
        </section>
      ) : null}
    </>
  );
}
