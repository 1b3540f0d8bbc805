import { Select, Slider, Switch } from '@mantine/core';
import { Fragment, type Dispatch } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { Cut } from '../../map/classes.ts';
import { GROUND_LINES } from '../../map/mapStyle.ts';
import { formatAmount } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import styles from './LayersPanel.module.css';
import { fillKey, type Fill, type Shown } from './shown.ts';
import list from './TerritoryList.module.css';
import { LeftHead } from './LeftHead.tsx';
import { useLayerList } from './useMapLines.ts';
import type { ViewAction } from './view.ts';

/** What the map shows: the fill of the cells, accounts, lines of the ground and of imported layers. */
export function LayersPanel({ editor, shown, onShown, tabs, dispatch }: { editor: Editor; shown: Shown; onShown(change: Partial<Shown>): void; tabs: React.ReactNode; dispatch: Dispatch<ViewAction> }): React.ReactNode {
  const t = useText().seeing.layers;
  const layers = useLayerList();
  const fills: { readonly fill: Fill; readonly label: string }[] = [
    { fill: { kind: 'territory' }, label: t.territory },
    ...editor.measures.map(({ key }, at) => ({ fill: { kind: 'balance', at } as const, label: t.balance(key) })),
    ...editor.measures.map(({ key }, at) => ({ fill: { kind: 'measure', at } as const, label: t.density(key) })),
    { fill: { kind: 'accounts' }, label: t.accountDensity },
  ];
  const stepped = shown.fill.kind === 'measure' || shown.fill.kind === 'accounts';
  return (
    <aside className={list.panel} aria-label={t.open}>
      <LeftHead tabs={tabs} dispatch={dispatch} />
      <div className={styles.body}>
      <section className={styles.section}>
        <h3>{t.fill}</h3>
        <Select
          aria-label={t.fillWith} allowDeselect={false} value={fillKey(shown.fill)} data={fills.map(({ fill, label }) => ({ value: fillKey(fill), label }))}
          onChange={(value) => onShown({ fill: fills.find(({ fill }) => fillKey(fill) === value)?.fill ?? { kind: 'territory' } })}
        />
        {shown.fill.kind === 'territory' ? null : <p className={styles.hint}>{t.outlines}</p>}
        {stepped ? <Select label={t.cut} allowDeselect={false} value={shown.cut} data={[{ value: 'quantile', label: t.quantile }, { value: 'equal', label: t.equal }]} onChange={(value) => value && onShown({ cut: value as Cut, edges: { ...shown.edges, [fillKey(shown.fill)]: [] } })} /> : null}
      </section>
      <section className={styles.section}>
        <h3>{t.accounts}</h3>
        <Switch label={t.showAccounts} checked={shown.accounts} onChange={(event) => onShown({ accounts: event.currentTarget.checked })} />
        {shown.accounts ? (
          <Select
            label={t.sizedBy} allowDeselect={false} value={String(shown.accountsBy)} data={[...editor.measures.map(({ key }, at) => ({ value: String(at), label: key })), { value: '-1', label: t.byNumber }]}
            onChange={(value) => value !== null && onShown({ accountsBy: Number(value) })}
          />
        ) : null}
      </section>
      <section className={styles.section}>
        <h3>{t.ground}</h3>
        {GROUND_LINES.map((line) => (
          <LineControl key={line} name={t.lines[line]} note={line === 'county-lines' ? t.countiesFrom : null} opacity={shown.lines[line]} onOpacity={(opacity) => onShown({ lines: { ...shown.lines, [line]: opacity } })} />
        ))}
      </section>
      <section className={styles.section}>
        <h3>{t.imported}</h3>
        {layers.length === 0 ? <p className={styles.hint}>{t.noImported}</p> : null}
        {layers.map(({ layer, areas, overlaps }) => (
          <Fragment key={layer}>
            <LineControl name={layer} note={t.areas(areas)} opacity={shown.imported[layer] ?? 0} onOpacity={(opacity) => onShown({ imported: { ...shown.imported, [layer]: opacity } })} />
            <Shared found={overlaps} />
          </Fragment>
        ))}
      </section>
      </div>
    </aside>
  );
}

/** What areas of a layer share, in one sentence; nothing where they share none. */
function Shared({ found }: { found: ReturnType<typeof useLayerList>[number]['overlaps'] }): React.ReactNode {
  const { layer: t } = useText().overlaps;
  if (found === null || found.overlaps + found.slivers === 0) return null;
  const km2 = formatAmount(found.sliversKm2, 'km2');
  return <p className={styles.hint}>{found.slivers === 0 ? t.overlaps(found.overlaps) : found.overlaps === 0 ? t.slivers(found.slivers, km2) : t.both(found.overlaps, found.slivers, km2)}</p>;
}

/** A switch and, while it is on, a slider of how strong the lines are. */
function LineControl({ name, note, opacity, onOpacity }: { name: string; note: string | null; opacity: number; onOpacity(opacity: number): void }): React.ReactNode {
  const t = useText().seeing.layers;
  return (
    <div className={styles.line}>
      <Switch label={<>{name}{note === null ? null : <span className={styles.note}> {note}</span>}</>} checked={opacity > 0} onChange={(event) => onOpacity(event.currentTarget.checked ? 1 : 0)} />
      {opacity > 0 ? <Slider size="xs" min={10} max={100} step={10} value={Math.round(opacity * 100)} label={(value) => `${value}%`} thumbLabel={t.opacity(name)} onChange={(value) => onOpacity(value / 100)} /> : null}
    </div>
  );
}
