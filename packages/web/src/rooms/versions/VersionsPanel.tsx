import { SegmentedControl } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import { useText } from '../../text/useText.ts';
import inspector from '../scenarios/Inspector.module.css';
import { PanelHead } from '../scenarios/PanelHead.tsx';
import { HistoryList } from './HistoryList.tsx';
import { NamedList } from './NamedList.tsx';
import type { VersionActions } from './VersionRow.tsx';
import styles from './Versions.module.css';

/**
 * Named states and the history of a scenario, in place of the inspector.
 *
 * @param naming grows when a name is to be given to the present state: its field takes the focus
 */
export function VersionsPanel({ editor, scenarioId, naming, shown, actions, onClose }: { editor: Editor; scenarioId: string; naming: number; shown: number | null; actions: VersionActions; onClose(): void }): React.ReactNode {
  const text = useText();
  const t = text.versions;
  const [tab, setTab] = useState<'named' | 'history'>('history');
  useEffect(() => setTab(naming > 0 ? 'named' : 'history'), [naming]);
  return (
    <aside className={inspector.panel} aria-label={t.title}>
      <PanelHead title={t.title} onClose={onClose} />
      <div className={styles.switch}>
        <SegmentedControl fullWidth aria-label={t.title} value={tab} onChange={(value) => setTab(value as typeof tab)} data={[{ value: 'history', label: t.history }, { value: 'named', label: t.named }]} />
      </div>
      <div className={inspector.body}>
        {tab === 'named' ? <NamedList editor={editor} scenarioId={scenarioId} naming={naming} shown={shown} actions={actions} /> : <HistoryList editor={editor} scenarioId={scenarioId} shown={shown} actions={actions} />}
      </div>
    </aside>
  );
}
