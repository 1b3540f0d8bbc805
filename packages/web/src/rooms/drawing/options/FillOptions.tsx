import { Menu, NumberInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { formatAmount } from '../../../text/format.ts';
import { useText } from '../../../text/useText.ts';
import { DRIVE } from '../../../editor/ground/withinDrive.ts';
import { MOST_MINUTES } from '../drawOptions.ts';
import styles from '../OptionBar.module.css';
import { AreasNote } from './BrushOptions.tsx';
import type { OptionProps } from './optionProps.ts';

/** What a fill stops at. */
export function FillOptions({ view: { options }, dispatch, areas }: OptionProps): React.ReactNode {
  const t = useText().drawing.options;
  const set = areas.sets.find(({ id }) => id === options.fillAreas);
  const now = options.fill === 'owner' ? t.fillOwner : options.fill === 'target' ? t.fillTarget : options.fill === 'drive' ? t.fillDrive : (set?.label ?? '');
  return (
    <>
      <span className={styles.rule} />
      <Menu position="bottom-start">
        <Menu.Target><button type="button" className={styles.menu}>{t.fillLabel} <b>{now}</b><IconChevronDown size={13} stroke={1.6} aria-hidden /></button></Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => dispatch({ type: 'options', change: { fill: 'owner' } })}>{t.fillOwner}</Menu.Item>
          <Menu.Item onClick={() => dispatch({ type: 'options', change: { fill: 'target' } })}>{t.fillTarget}</Menu.Item>
          <Menu.Item onClick={() => dispatch({ type: 'options', change: { fill: 'drive' } })}>{t.fillDrive}</Menu.Item>
          {areas.sets.map(({ id, label }) => <Menu.Item key={id} onClick={() => dispatch({ type: 'options', change: { fill: 'areas', fillAreas: id } })}>{label}</Menu.Item>)}
        </Menu.Dropdown>
      </Menu>
      {options.fill === 'drive' ? (
        <>
          <NumberInput className={styles.number} size="xs" aria-label={t.minutes} min={1} max={MOST_MINUTES} allowDecimal={false} value={options.minutes} onChange={(value) => { if (typeof value === 'number') dispatch({ type: 'options', change: { minutes: value } }); }} />
          <span className={styles.label}>{t.minutes}</span>
          <span className={styles.fact}>{t.driveBy(formatAmount(DRIVE.speedKmh, 'count'), formatAmount(DRIVE.detour, 'count'))}</span>
        </>
      ) : null}
      {options.fill === 'areas' ? <AreasNote areas={areas} /> : null}
    </>
  );
}
