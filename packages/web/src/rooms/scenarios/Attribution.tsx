import { Popover } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { queries } from '../../server/queries.ts';
import { useText } from '../../text/useText.ts';
import styles from './Attribution.module.css';

/** The map's corner: where the data comes from, and whether the plan is made up. */
export function Attribution({ demo }: { demo: boolean }): React.ReactNode {
  const t = useText();
  const sources = useQuery(queries.sources());
  const list = sources.data?.sources ?? [];
  const short = [...new Set(list.map(({ name }) => name))].slice(0, 3).join(', ');
  return (
    <div className={styles.corner}>
      {demo ? <span className={styles.demo}>{t.shell.synthetic}</span> : null}
      {list.length > 0 ? (
        <Popover position="top-end" width={340}>
          <Popover.Target>
            <button type="button" className={styles.button}><IconInfoCircle size={12} stroke={1.6} aria-hidden />{t.workspace.map.sources}: {short}</button>
          </Popover.Target>
          <Popover.Dropdown>
            <ul className={styles.list}>
              {list.map(({ name, licence, use }) => <li key={`${name}${use}`}><b>{name}</b> · {licence}<br /><span>{use}</span></li>)}
            </ul>
          </Popover.Dropdown>
        </Popover>
      ) : null}
    </div>
  );
}
