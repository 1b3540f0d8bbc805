import { ActionIcon, Menu, TextInput, Tooltip } from '@mantine/core';
import { IconArrowsSort, IconDownload, IconSearch, IconX } from '@tabler/icons-react';
import { memo } from 'react';
import { useText } from '../../text/useText.ts';
import { ListMenu } from './ListMenu.tsx';
import type { ListLook } from './listLook.ts';
import type { TerritorySort } from './territoryRows.ts';
import styles from './TerritoryList.module.css';

interface ListToolsProps {
  readonly query: string;
  onQuery(query: string): void;
  /** To the next row, or to the one before. */
  onStep(by: number): void;
  onSort(sort: TerritorySort): void;
  readonly look: ListLook;
  onLook(look: Partial<ListLook>): void;
  readonly measures: readonly { readonly key: string; readonly unit: string; readonly at: number }[];
  readonly hierarchy: boolean;
  onSave(): void;
}

/** Search, order and look of the list. Drawn apart from its rows, which follow every step of a stroke. */
export const ListTools = memo(function ListTools({ query, onQuery, onStep, onSort, look, onLook, measures, hierarchy, onSave }: ListToolsProps): React.ReactNode {
  const t = useText().workspace;
  return (
    <div className={styles.search}>
      <TextInput
        aria-label={t.find}
        placeholder={t.find}
        value={query}
        onChange={(event) => onQuery(event.currentTarget.value)}
        onKeyDown={(event) => { if (event.key === 'ArrowDown') onStep(1); else if (event.key === 'ArrowUp') onStep(-1); else if (event.key === 'Escape') onQuery(''); }}
        leftSection={<IconSearch size={14} stroke={1.6} />}
        rightSection={query ? <ActionIcon size={20} aria-label={t.clearSearch} onClick={() => onQuery('')}><IconX size={14} stroke={1.6} /></ActionIcon> : null}
        className={styles.input}
      />
      <Menu position="bottom-end">
        <Menu.Target><Tooltip label={t.sort}><ActionIcon variant="default" aria-label={t.sort}><IconArrowsSort size={15} stroke={1.6} /></ActionIcon></Tooltip></Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t.sort}</Menu.Label>
          {measures.map(({ key, at }) => <Menu.Item key={key} onClick={() => onSort({ kind: 'measure', at })}>{t.sortBy(key)}</Menu.Item>)}
          <Menu.Item onClick={() => onSort({ kind: 'worst' })}>{t.sortWorst}</Menu.Item>
          <Menu.Item onClick={() => onSort({ kind: 'accounts' })}>{t.sortAccounts}</Menu.Item>
          <Menu.Item onClick={() => onSort({ kind: 'name' })}>{t.sortName}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ListMenu look={look} onLook={onLook} measures={measures} hierarchy={hierarchy} />
      <Tooltip label={t.downloadList}><ActionIcon variant="default" aria-label={t.downloadList} onClick={onSave}><IconDownload size={15} stroke={1.6} /></ActionIcon></Tooltip>
    </div>
  );
});
