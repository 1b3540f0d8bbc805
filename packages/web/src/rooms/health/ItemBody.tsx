import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import type { Editor } from '../../editor/Editor.ts';
import { routes } from '../../routes.ts';
import { useText, type Catalogue } from '../../text/useText.ts';
import type { Earlier } from '../versions/usePreview.ts';
import { BudgetIssue } from '../budgets/BudgetIssue.tsx';
import { DriftIssue } from './DriftIssue.tsx';
import { SEVERITY } from './findings.ts';
import styles from './Health.module.css';
import type { GroundItem, InboxItem, OverlapItem, PlaceItem, TwinsItem } from './issues.ts';
import { overlapHead, OverlapIssue, type OverlapProps } from './OverlapIssue.tsx';

/** How pressing an item of the server is. */
export function itemSeverity(item: InboxItem): number {
  switch (item.code) {
    case 'budget.asked':
      return SEVERITY.asked;
    case 'territory.drift':
      return SEVERITY.drift;
    case 'ground.unassigned':
      return item.accounts > 0 ? SEVERITY.gap : SEVERITY.emptyGap;
    case 'place.none':
      return SEVERITY.noPlace;
    case 'place.outside':
      return SEVERITY.outsideGround;
    case 'account.twins':
      return SEVERITY.twins;
    case 'area.overlap':
      return SEVERITY.overlap;
  }
}

/** An item of the server in words: its heading, and where it is. */
export function itemHead(item: InboxItem, text: Catalogue): { title: string; where: string | null } {
  const { health: t, budgets } = text;
  switch (item.code) {
    case 'budget.asked':
      return { title: budgets.issue(item.request.by.name), where: budgets.where(item.request.scenario.name) };
    case 'territory.drift':
      return { title: t.drift.title(item.count), where: t.drift.where(item.scenario) };
    case 'place.none':
      return { title: t.place.title(item.count, item.kind), where: null };
    case 'place.outside':
      return { title: t.outside.title(item.count, item.layer), where: null };
    case 'ground.unassigned':
      return { title: t.ground.title(item.count), where: t.ground.where(item.scenario) };
    case 'account.twins':
      return { title: t.twins.title(item.accounts), where: t.twins.where(item.count) };
    case 'area.overlap':
      return overlapHead(item, text);
  }
}

interface Props {
  readonly item: InboxItem;
  readonly planId: string;
  readonly scenarioId: string;
  readonly editor: Editor;
  onPreview(state: Earlier): void;
  onPlace(at: readonly [number, number]): void;
  /** What an overlap is shown and settled with. */
  readonly overlap: Pick<OverlapProps, 'blocked' | 'onOutline' | 'onRepair'> & { onShow(item: OverlapItem): void };
}

/** What stands behind an item of the server. */
export function ItemBody({ item, planId, scenarioId, editor, onPreview, onPlace, overlap }: Props): React.ReactNode {
  switch (item.code) {
    case 'budget.asked':
      return <BudgetIssue request={item.request} planId={planId} scenarioId={scenarioId} />;
    case 'territory.drift':
      return <DriftIssue item={item} planId={planId} scenarioId={scenarioId} editor={editor} onPreview={onPreview} />;
    case 'ground.unassigned':
      return <GroundBody item={item} planId={planId} />;
    case 'account.twins':
      return <TwinsBody item={item} planId={planId} onPlace={onPlace} />;
    case 'area.overlap':
      return <OverlapIssue item={item} planId={planId} editor={editor} {...overlap} onShow={() => overlap.onShow(item)} />;
    case 'place.none':
    case 'place.outside':
      return <PlaceBody item={item} />;
  }
}

function PlaceBody({ item }: { item: PlaceItem }): React.ReactNode {
  const { place: t, outside } = useText().health;
  return <><p>{item.code === 'place.none' ? t.why : outside.why}</p><p className={styles.dim}>{t.examples(item.examples.slice(0, 5).map(({ key, name }) => name ?? key).join(', '))}</p></>;
}

function TwinsBody({ item, planId, onPlace }: { item: TwinsItem; planId: string; onPlace(at: readonly [number, number]): void }): React.ReactNode {
  const t = useText().health.twins;
  const [, go] = useLocation();
  return (
    <>
      <p>{t.why}</p>
      <ul>
        {item.examples.map(({ by, keys, name, size, lng, lat }) => (
          <li key={keys.join('\n')}>
            {t.line(name ?? keys[0], keys.join(', '), size - keys.length, by)}
            {lng === null || lat === null ? null : <> <button type="button" className={styles.link} aria-label={t.showOf(name ?? keys[0])} onClick={() => onPlace([lng, lat])}>{t.show}</button></>}
          </li>
        ))}
      </ul>
      <div className={styles.actions}><Button onClick={() => go(routes.data(planId))}>{t.data}</Button></div>
    </>
  );
}

/** Of a scenario that is not open; the one that is open is judged here. */
function GroundBody({ item, planId }: { item: GroundItem; planId: string }): React.ReactNode {
  const t = useText().health.ground;
  const [, go] = useLocation();
  return <><p>{t.why(item.accounts)}</p><div className={styles.actions}><Button onClick={() => go(routes.scenario(planId, item.scenarioId))}>{t.open}</Button></div></>;
}
