import { Checkbox, Menu, Slider } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useText } from '../../../text/useText.ts';
import { BRUSH_MAX, BRUSH_MIN } from '../drawOptions.ts';
import styles from '../OptionBar.module.css';
import type { OptionProps } from './optionProps.ts';

/** Size of brush and eraser, what the brush is kept to, and how large the cells are. */
export function BrushOptions({ view, dispatch, areas, cellKm2 }: OptionProps): React.ReactNode {
  const text = useText();
  const w = text.workspace.tools;
  const t = text.drawing.options;
  const { options } = view;
  const inside = areas.sets.find(({ id }) => id === options.inside);
  return (
    <>
      <span className={styles.rule} />
      <span className={styles.label}>{w.size}</span>
      <button type="button" className={styles.key} aria-label={w.smaller} onClick={() => dispatch({ type: 'size', by: -1 })}><kbd>[</kbd></button>
      <Slider className={styles.slider} size={4} min={BRUSH_MIN} max={BRUSH_MAX} value={options.brushPx} label={null} thumbLabel={w.size} onChange={(brushPx) => dispatch({ type: 'options', change: { brushPx } })} />
      <button type="button" className={styles.key} aria-label={w.larger} onClick={() => dispatch({ type: 'size', by: 1 })}><kbd>]</kbd></button>
      <span className={`num ${styles.label}`}>{w.sizeValue(options.brushPx)}</span>
      <span className={styles.rule} />
      {view.tool === 'brush' ? <Checkbox label={t.onlyUnassigned} checked={options.onlyUnassigned} onChange={(event) => dispatch({ type: 'options', change: { onlyUnassigned: event.currentTarget.checked } })} /> : null}
      <Checkbox label={t.onlyDonor} checked={options.onlyDonor} onChange={(event) => dispatch({ type: 'options', change: { onlyDonor: event.currentTarget.checked } })} />
      <Menu position="bottom-start">
        <Menu.Target><button type="button" className={styles.menu}>{t.insideLabel} <b>{inside?.label ?? t.insideNone}</b><IconChevronDown size={13} stroke={1.6} aria-hidden /></button></Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => dispatch({ type: 'options', change: { inside: null } })}>{t.insideNone}</Menu.Item>
          {areas.sets.map(({ id, label }) => <Menu.Item key={id} onClick={() => dispatch({ type: 'options', change: { inside: id } })}>{label}</Menu.Item>)}
        </Menu.Dropdown>
      </Menu>
      {inside ? <AreasNote areas={areas} /> : null}
      <span className={styles.rule} />
      <span className={styles.fact}>{t.paintingAt(cellKm2)}</span>
    </>
  );
}

/** How far the reading of the areas has come. */
export function AreasNote({ areas }: Pick<OptionProps, 'areas'>): React.ReactNode {
  const t = useText().drawing.options;
  if (areas.failed) return <span className={styles.warning} role="status">{t.areasFailed}</span>;
  return areas.loading ? <span className={styles.hint} role="status">{t.areasLoading}</span> : null;
}
