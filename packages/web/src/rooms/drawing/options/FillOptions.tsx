import { Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useText } from '../../../text/useText.ts';
import styles from '../OptionBar.module.css';
import { AreasNote } from './BrushOptions.tsx';
import type { OptionProps } from './optionProps.ts';

/** What a fill stops at. */
export function FillOptions({ view: { options }, dispatch, areas }: OptionProps): React.ReactNode {
  const t = useText().drawing.options;
  const set = areas.sets.find(({ id }) => id === options.fillAreas);
  const now = options.fill === 'owner' ? t.fillOwner : options.fill === 'target' ? t.fillTarget : (set?.label ?? '');
  return (
    <>
      <span className={styles.rule} />
      <Menu position="bottom-start">
        <Menu.Target><button type="button" className={styles.menu}>{t.fillLabel} <b>{now}</b><IconChevronDown size={13} stroke={1.6} aria-hidden /></button></Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => dispatch({ type: 'options', change: { fill: 'owner' } })}>{t.fillOwner}</Menu.Item>
          <Menu.Item onClick={() => dispatch({ type: 'options', change: { fill: 'target' } })}>{t.fillTarget}</Menu.Item>
          {areas.sets.map(({ id, label }) => <Menu.Item key={id} onClick={() => dispatch({ type: 'options', change: { fill: 'areas', fillAreas: id } })}>{label}</Menu.Item>)}
        </Menu.Dropdown>
      </Menu>
      {options.fill === 'areas' ? <AreasNote areas={areas} /> : null}
    </>
  );
}
