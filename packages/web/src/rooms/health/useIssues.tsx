import { Button } from '@mantine/core';
import { useCallback, useMemo, useState, type Dispatch } from 'react';
import { useLocation } from 'wouter';
import { UNASSIGNED } from '@hexalign/engine';
import type { Editor } from '../../editor/Editor.ts';
import { routes } from '../../routes.ts';
import { useText, type Catalogue } from '../../text/useText.ts';
import type { ViewAction } from '../scenarios/view.ts';
import type { Earlier } from '../versions/usePreview.ts';
import { DriftIssue } from './DriftIssue.tsx';
import styles from './Health.module.css';
import { stepOf, type GroundItem, type InboxItem, type Issue, type PlaceItem } from './issues.ts';
import { useInbox } from './useInbox.ts';

/** Everything that wants to be put in order, and which of it is looked at. */
export interface Issues {
  /** What was put aside included. */
  readonly list: readonly Issue[];
  readonly open: readonly Issue[];
  readonly error: unknown;
  /** When it was looked up last; null before the first time, or where the role sees no issues. */
  readonly at: number | null;
  /** Id of the issue that is open in the list. */
  readonly atHand: string | null;
  show(id: string | null): void;
  /** Opens the next issue, or the one before with -1. */
  step(by: number): void;
}

interface Options {
  readonly planId: string;
  readonly scenarioId: string;
  readonly editor: Editor;
  readonly dispatch: Dispatch<ViewAction>;
  onPreview(state: Earlier): void;
}

/** Brings the inbox of a plan into the form of the list. What else is found wrong in the open scenario joins here. */
export function useIssues({ planId, scenarioId, editor, dispatch, onPreview }: Options): Issues {
  const text = useText();
  const inbox = useInbox(planId);
  const [atHand, setAtHand] = useState<string | null>(null);
  const items = inbox.data?.items;
  const list = useMemo((): Issue[] => {
    const bodyOf = (item: InboxItem): React.ReactNode => {
      if (item.code === 'territory.drift') return <DriftIssue item={item} planId={planId} scenarioId={scenarioId} editor={editor} onPreview={onPreview} />;
      return item.code === 'place.none' || item.code === 'place.outside' ? <PlaceBody item={item} /> : <GroundBody item={item} planId={planId} scenarioId={scenarioId} dispatch={dispatch} />;
    };
    return (items ?? []).map((item): Issue => ({ id: item.item, ...headOf(item, text), slots: item.code === 'territory.drift' ? item.alert.drifted.map(({ slot }) => slot) : item.code === 'ground.unassigned' ? [UNASSIGNED] : [], ignoredUntil: item.ignoredUntil, body: bodyOf(item) }));
  }, [items, text, planId, scenarioId, editor, onPreview, dispatch]);
  const open = useMemo(() => list.filter(({ ignoredUntil }) => ignoredUntil === null), [list]);
  const step = useCallback((by: number) => {
    dispatch({ type: 'left', tab: 'issues' });
    setAtHand((from) => stepOf(open, from, by));
  }, [open, dispatch]);
  return { list, open, error: inbox.error, at: inbox.data === undefined ? null : inbox.dataUpdatedAt, atHand, show: setAtHand, step };
}

function headOf(item: InboxItem, { health: t }: Catalogue): Pick<Issue, 'title' | 'where'> {
  switch (item.code) {
    case 'territory.drift':
      return { title: t.drift.title(item.count), where: t.drift.where(item.scenario) };
    case 'place.none':
      return { title: t.place.title(item.count, item.kind), where: null };
    case 'place.outside':
      return { title: t.outside.title(item.count, item.layer), where: null };
    case 'ground.unassigned':
      return { title: t.ground.title(item.count), where: t.ground.where(item.scenario) };
  }
}

function PlaceBody({ item }: { item: PlaceItem }): React.ReactNode {
  const { place: t, outside } = useText().health;
  return <><p>{item.code === 'place.none' ? t.why : outside.why}</p><p className={styles.dim}>{t.examples(item.examples.slice(0, 5).map(({ key, name }) => name ?? key).join(', '))}</p></>;
}

function GroundBody({ item, planId, scenarioId, dispatch }: { item: GroundItem; planId: string; scenarioId: string; dispatch: Dispatch<ViewAction> }): React.ReactNode {
  const t = useText().health.ground;
  const [, go] = useLocation();
  return (
    <>
      <p>{t.why(item.accounts)}</p>
      <div className={styles.actions}>
        {item.scenarioId === scenarioId ? (
          <Button onClick={() => dispatch({ type: 'cells', cells: new Set(item.units.map(({ index }) => index)), slot: UNASSIGNED })}>{t.show}</Button>
        ) : <Button onClick={() => go(routes.scenario(planId, item.scenarioId))}>{t.open}</Button>}
      </div>
    </>
  );
}
