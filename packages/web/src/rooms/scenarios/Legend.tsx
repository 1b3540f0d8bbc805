import { IconChevronDown, IconChevronUp, IconLock } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { metresPerPixel } from '../../map/mercator.ts';
import type { Camera } from '../../map/PlanMap.ts';
import { formatCount, formatShare } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { Swatch } from '../../ui/Swatch.tsx';
import styles from './Legend.module.css';

const whole = (state: EditorState): EditorState => state;

/** What the map shows, counted live, with a scale. */
export function Legend({ editor, camera, cellAreas, points }: { editor: Editor; camera: Camera | null; cellAreas: readonly [number, number]; /** What stands on the map beside territories: its sign, name and number. */ points: readonly { readonly sign: React.ReactNode; readonly name: string; readonly count: number }[] }): React.ReactNode {
  const t = useText().workspace;
  const { figures, territories, unassigned, locks, goals } = useEditor(editor, whole);
  const [open, setOpen] = useState(true);
  let above = 0;
  let below = 0;
  figures.forEach((figure, slot) => {
    if (!territories[slot] || figure.units === 0) return;
    if (figure.balance.some(({ inside, deviation }) => !inside && deviation > 0)) above++;
    if (figure.balance.some(({ inside, deviation }) => !inside && deviation < 0)) below++;
  });
  const tolerance = goals.reduce((most, goal) => Math.max(most, goal.tolerance), 0);
  const scale = camera ? scaleBar(metresPerPixel(camera.lat, camera.zoom)) : null;
  return (
    <section className={styles.legend} aria-label={t.legend.title}>
      <button type="button" className={styles.head} aria-expanded={open} onClick={() => setOpen(!open)}>
        <b>{t.legend.title}</b>
        {open ? <IconChevronDown size={14} stroke={1.6} /> : <IconChevronUp size={14} stroke={1.6} />}
      </button>
      {open ? (
        <dl className={styles.rows}>
          {unassigned.units > 0 ? <><dt><Swatch colour={null} />{t.unassigned}</dt><dd>{t.cells(unassigned.units)}</dd></> : null}
          {locks.size > 0 ? <><dt><IconLock size={13} stroke={1.6} />{t.legend.locked}</dt><dd>{formatCount(locks.size)}</dd></> : null}
          {points.map(({ sign, name, count }) => <Fragment key={name}><dt><span className={styles.sign}>{sign}</span>{name}</dt><dd>{formatCount(count)}</dd></Fragment>)}
          <dt><span className={styles.over}>▲</span>{t.legend.above(formatShare(1 + tolerance))}</dt><dd>{formatCount(above)}</dd>
          <dt><span className={styles.under}>▼</span>{t.legend.below(formatShare(1 - tolerance))}</dt><dd>{formatCount(below)}</dd>
        </dl>
      ) : null}
      <div className={styles.scale}>
        {scale ? <><span className={styles.bar} style={{ width: scale.px }} aria-hidden="true" /><span>{t.legend.scale(scale.label)}</span></> : null}
      </div>
      <div className={styles.cell}>{t.legend.cell(formatArea(cellAreas[0]), formatArea(cellAreas[1]))}
      </div>
    </section>
  );
}

/** A round distance about 50 to 100 pixels long. */
export function scaleBar(metres: number): { px: number; label: string } {
  const most = metres * 90;
  const power = 10 ** Math.floor(Math.log10(most));
  const nice = [5, 2, 1].map((step) => step * power).find((distance) => distance <= most) ?? power;
  return { px: nice / metres, label: nice >= 1000 ? `${formatCount(nice / 1000)} km` : `${formatCount(nice)} m` };
}

function formatArea(km2: number): string {
  return km2 >= 10 ? formatCount(km2) : km2.toPrecision(2);
}
