import { useText } from '../../text/useText.ts';
import type { LeftTab } from '../scenarios/view.ts';
import styles from './Health.module.css';

/** Which list stands at the left: territories, or what wants to be put in order. */
export function LeftTabs({ tab, territories, issues, onTab }: { tab: LeftTab; territories: number; issues: number | null; onTab(tab: LeftTab): void }): React.ReactNode {
  const text = useText();
  const tabs = [
    { name: 'territories', label: text.workspace.territories, count: territories },
    { name: 'layers', label: text.seeing.layers.open, count: null },
    ...(issues === null ? [] : [{ name: 'issues', label: text.health.title, count: issues } as const]),
  ] as const;
  return (
    <>
      <h2 className="visually-hidden">{tab === 'issues' ? text.health.title : tab === 'layers' ? text.seeing.layers.open : text.workspace.territories}</h2>
      <div
        className={styles.tabs} role="tablist" aria-label={text.workspace.leftTabs}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
          const at = tabs.findIndex(({ name }) => name === tab);
          const other = tabs[(at + (event.key === 'ArrowRight' ? 1 : -1) + tabs.length) % tabs.length];
          if (other.name === tab) return;
          onTab(other.name);
          const list = event.currentTarget;
          setTimeout(() => list.ownerDocument.querySelector<HTMLElement>('[role=tablist] [aria-selected=true]')?.focus(), 0);
        }}
      >
        {tabs.map(({ name, label, count }) => (
          <button key={name} type="button" role="tab" className={styles.tab} aria-selected={name === tab} tabIndex={name === tab ? 0 : -1} onClick={() => onTab(name)}>
            {label}
            {count === null ? null : <span className={name === 'issues' && count > 0 ? styles.some : styles.count}>{count}</span>}
          </button>
        ))}
      </div>
    </>
  );
}
