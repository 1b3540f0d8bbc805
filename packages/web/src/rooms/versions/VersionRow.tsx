import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconEye, IconGitBranch, IconGitCompare, IconRestore } from '@tabler/icons-react';
import { useMay } from '../../server/useMay.ts';
import { useText } from '../../text/useText.ts';
import { stepThrough } from './stepThrough.ts';
import type { Earlier } from './usePreview.ts';
import styles from './Versions.module.css';

/** What the lists of versions do with a state. */
export interface VersionActions {
  preview(state: Earlier): void;
  /** Shows a state and asks which place of it shall be so again; null where nothing may be changed. */
  readonly restore: ((state: Earlier) => void) | null;
  branch(seq: number): void;
  compare(seq: number): void;
}

/** One state that can be gone back to: a press shows it on the map, the menu branches from it or compares it with now. */
export function VersionRow({ state, title, by, note, strong = false, shown, actions }: { state: Earlier; title: string; by: string; note?: string | null; strong?: boolean; shown: boolean; actions: VersionActions }): React.ReactNode {
  const t = useText().versions;
  const may = useMay();
  const icon = { size: 14, stroke: 1.6 } as const;
  return (
    <li className={styles.item} data-shown={shown ? 'yes' : undefined}>
      <button type="button" className={styles.open} aria-pressed={shown} onKeyDown={stepThrough} onClick={() => actions.preview(state)}>
        <span className={strong ? styles.name : undefined}>{title}</span>
        <span className={styles.who}>{by}</span>
        {note ? <span className={styles.note}>{note}</span> : null}
      </button>
      <Menu position="bottom-end">
        <Menu.Target><ActionIcon aria-label={t.actions(title)}><IconDots size={16} stroke={1.6} /></ActionIcon></Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconEye {...icon} />} onClick={() => actions.preview(state)}>{t.preview}</Menu.Item>
          <Menu.Item leftSection={<IconRestore {...icon} />} disabled={actions.restore === null} onClick={() => actions.restore?.(state)}>{t.restore.menu}</Menu.Item>
          <Menu.Item leftSection={<IconGitBranch {...icon} />} disabled={!may('scenario.write')} onClick={() => actions.branch(state.seq)}>{t.branch}</Menu.Item>
          <Menu.Item leftSection={<IconGitCompare {...icon} />} onClick={() => actions.compare(state.seq)}>{t.compare}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}
