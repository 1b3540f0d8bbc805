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

/** What the map shows, counted live, with a scale; class limits can be set where there are any. */
export function Legend({ model, edges, onEdges, camera }: { model: LegendModel; edges: readonly number[] | null; onEdges(edges: readonly number[]): void; camera: Camera | null }): React.ReactNode {
  const text = useText();
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
          {model.rows.map(({ key, mark, label, count }) => [<dt key={`${key} label`}><LegendMark mark={mark} />{label}</dt>, <dd key={`${key} count`}>{count}</dd>])}
        </dl>
      ) : null}
      <div className={styles.scale}>
        {scale ? <><span className={styles.bar} style={{ width: scale.px }} aria-hidden="true" /><span>{scale.label}</span></> : null}
      </div>
      {model.notes.map((note) => <div key={note} className={styles.cell}>{note}</div>)}
    </section>
  );
}
