import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { metresPerPixel } from '../../map/mercator.ts';
import type { Camera } from '../../map/PlanMap.ts';
import { scaleBar } from '../../map/scaleBar.ts';
import { useText } from '../../text/useText.ts';
import styles from './Legend.module.css';
import { LegendLimits } from './LegendLimits.tsx';
import { LegendMark } from './LegendMark.tsx';
import type { LegendModel } from './legendModel.ts';
import { hideRow, isolate, isRowShown, wholeLegend, type LegendPick } from './legendPick.ts';

/** What the map shows, counted live, with a scale; class limits can be set where there are any. */
export function Legend({ model, edges, onEdges, camera, pick, onPick }: { model: LegendModel; edges: readonly number[] | null; onEdges(edges: readonly number[]): void; camera: Camera | null; pick: LegendPick; onPick(pick: LegendPick): void }): React.ReactNode {
  const text = useText();
  const t = text.seeing.legend;
  const [open, setOpen] = useState(true);
  const [editing, setEditing] = useState(false);
  const scale = camera ? scaleBar(metresPerPixel(camera.lat, camera.zoom)) : null;
  return (
    <section className={styles.legend} aria-label={model.title} data-testid="legend">
      <div className={styles.top}>
        <button type="button" className={styles.head} aria-expanded={open} onClick={() => setOpen(!open)}>
          <b>{model.title}</b>
          {open ? <IconChevronDown size={14} stroke={1.6} aria-hidden /> : <IconChevronUp size={14} stroke={1.6} aria-hidden />}
        </button>
        {edges !== null && edges.length > 0 && open ? <Tooltip label={text.seeing.legend.edit}><ActionIcon size={20} aria-label={text.seeing.legend.edit} aria-pressed={editing} onClick={() => setEditing(!editing)}><IconPencil size={13} stroke={1.6} /></ActionIcon></Tooltip> : null}
      </div>
      {open && editing && edges !== null ? <LegendLimits edges={edges} onEdges={onEdges} onDone={() => setEditing(false)} /> : null}
      {open ? (
        <dl className={styles.rows}>
          {model.rows.map(({ key, mark, label, count, pickable }) => {
            const shown = isRowShown(pick, key);
            return [
              <dt key={`${key} label`} data-off={pickable && !shown ? 'yes' : undefined}>
                {pickable ? (
                  <button
                    type="button" className={styles.pick} aria-pressed={pick.only === key} title={t.pick(label)}
                    onClick={(event) => onPick(event.shiftKey ? hideRow(pick, key) : isolate(pick, key))}
                    onKeyDown={(event) => {
                      if (event.key !== 'Enter' || !event.shiftKey) return;
                      event.preventDefault();
                      onPick(hideRow(pick, key));
                    }}
                  ><LegendMark mark={mark} /><span>{label}{shown ? null : <span className="visually-hidden"> {t.hiddenNow}</span>}</span></button>
                ) : <><LegendMark mark={mark} />{label}</>}
              </dt>,
              <dd key={`${key} count`} data-off={pickable && !shown ? 'yes' : undefined}>{count}</dd>,
            ];
          })}
        </dl>
      ) : null}
      {open && (pick.only !== null || pick.hidden.length > 0) ? <button type="button" className={styles.all} onClick={() => onPick(wholeLegend)}>{t.showAll}</button> : null}
      <div className={styles.scale}>
        {scale ? <><span className={styles.bar} style={{ width: scale.px }} aria-hidden="true" /><span>{scale.label}</span></> : null}
      </div>
      {model.notes.map((note) => <div key={note} className={styles.cell}>{note}</div>)}
    </section>
  );
}
