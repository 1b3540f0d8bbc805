import { isFrozen } from '@hexalign/api/contract';
import { UNASSIGNED } from '@hexalign/engine';
import type { FeatureCollection } from 'geojson';
import { useCallback, useEffect, useMemo, useState, type Dispatch, type RefObject } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import { useStill } from '../../editor/useStill.ts';
import type { LooseEnd } from '../../editor/ground/looseEnds.ts';
import type { EngineHost } from '../../engine/engineHost.ts';
import type { PlanMap } from '../../map/PlanMap.ts';
import { today } from '../../text/days.ts';
import { useText } from '../../text/useText.ts';
import { useToast } from '../../ui/toast.ts';
import { useMayNot } from '../auth/useMayNot.ts';
import type { Proposal } from '../drawing/proposal.ts';
import type { Proposals } from '../drawing/useProposals.ts';
import type { Staff } from '../people/staff.ts';
import type { ViewAction } from '../scenarios/view.ts';
import type { Earlier } from '../versions/usePreview.ts';
import { FindingBody, findingHead } from './FindingBody.tsx';
import { findingsOf, type Finding } from './findings.ts';
import { ItemBody, itemHead, itemSeverity } from './ItemBody.tsx';
import { stepOf, type Issue, type OverlapItem } from './issues.ts';
import { repairOf } from './repairs.ts';
import { useInbox } from './useInbox.ts';
import { useJudged } from './useJudged.ts';

/** Everything that wants to be put in order, and which of it is looked at. */
export interface Issues {
  /** What was left as it is included. */
  readonly list: readonly Issue[];
  readonly open: readonly Issue[];
  readonly error: unknown;
  /** When it was looked up last; null before the first time. */
  readonly at: number | null;
  /** Id of the issue that is open in the list. */
  readonly atHand: string | null;
  /** Opens an issue and goes to where it is; null closes the one that is open. */
  show(id: string | null): void;
  /** Opens the next issue, or the one before with -1. */
  step(by: number): void;
}

interface Options {
  readonly planId: string;
  readonly scenarioId: string;
  readonly editor: Editor;
  readonly host: EngineHost;
  /** The worker has the graph, and the page its picture: looking does not hold up the opening. */
  readonly ready: boolean;
  readonly map: PlanMap | null;
  readonly staff: Staff | null;
  /** Where a repair is shown before it is made. */
  readonly proposals: RefObject<Pick<Proposals, 'offer'> | null>;
  dispatch: Dispatch<ViewAction>;
  onPreview(state: Earlier): void;
  onPeople(): void;
  zoomTo(slot: number): void;
}

/** One list of what the open document shows and of what the server knows, most pressing first. */
export function useIssues({ planId, scenarioId, editor, host, ready, map, staff, proposals, dispatch, onPreview, onPeople, zoomTo }: Options): Issues {
  const text = useText();
  const toast = useToast();
  const inbox = useInbox(planId, ready);
  const judged = useJudged(editor, host, ready);
  // A stroke in the making is no state to judge.
  const state = useStill(editor);
  const mayNot = useMayNot()('scenario.edit');
  const blocked = mayNot ?? (isFrozen(state.status) ? text.workflow.frozen.title[state.status] : null);
  const [atHand, setAtHand] = useState<string | null>(null);
  const [wanted, setWanted] = useState<number | null>(null);
  const { revision, territories, figures, holds, named } = state;
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const findings = useMemo(() => (ready ? findingsOf({ editor, scenarioId, planId, loose: judged.loose.filter(stillLoose(editor)), staff, today: today() }) : []), [ready, editor, scenarioId, planId, judged, staff, revision, territories, figures, holds, named]);

  const place = useCallback((units: readonly number[], slots: readonly number[]) => {
    const real = slots.filter((slot) => slot !== UNASSIGNED);
    if (units.length > 0) {
      dispatch({ type: 'cells', cells: new Set(units), slot: slots[0] });
      map?.fit(boundsOf(editor, units));
    } else if (real.length === 1) {
      dispatch({ type: 'select', slot: real[0] });
      zoomTo(real[0]);
    } else if (real.length > 1) map?.fitAll(real);
  }, [dispatch, editor, map, zoomTo]);

  const overlap = useMemo(() => ({
    blocked,
    onShow: ({ box }: OverlapItem): void => map?.fit(box),
    onOutline: (outline: FeatureCollection | null): void => map?.setShared(outline),
    onRepair: (proposal: () => Proposal | null): void => proposals.current?.offer(async () => proposal()),
  }), [blocked, map, proposals]);
  const items = inbox.data?.items;
  const left = inbox.data?.left;
  const list = useMemo((): Issue[] => {
    const known = new Map((items ?? []).map((item) => [item.item, item]));
    const leftBy = new Map((left ?? []).map((one) => [one.item, one]));
    const repair = (finding: Parameters<typeof repairOf>[0]): void => proposals.current?.offer(() => repairOf(finding, editor, host, findingHead(finding, editor, text).title));
    // What has drifted in force is told once, with the repair that a branch takes.
    const drifted = (items ?? []).some((item) => item.code === 'territory.drift' && item.scenarioId === scenarioId);
    const own = findings.filter(({ kind }) => kind !== 'outside' || !drifted).map((finding: Finding): Issue => {
      const by = known.get(finding.id) ?? leftBy.get(finding.id);
      const goThere = (): void => place(finding.units, finding.slots);
      return {
        id: finding.id, ...findingHead(finding, editor, text), severity: finding.severity, slots: finding.slots, ignoredUntil: by?.ignoredUntil ?? null, reason: by?.reason ?? null, goThere,
        body: <FindingBody finding={finding} editor={editor} blocked={blocked} onShow={goThere} onRepair={repair} onPeople={onPeople} />,
      };
    });
    const mine = new Set(own.map(({ id }) => id));
    // Ground of the open scenario is judged here, as it stands at this moment.
    const theirs = (items ?? []).filter((item) => !mine.has(item.item) && !(item.code === 'ground.unassigned' && item.scenarioId === scenarioId)).map((item): Issue => ({
      id: item.item, ...itemHead(item, text), severity: itemSeverity(item), ignoredUntil: item.ignoredUntil, reason: item.reason, goThere: item.code === 'area.overlap' ? () => overlap.onShow(item) : null,
      slots: item.code === 'territory.drift' ? item.alert.drifted.map(({ slot }) => slot) : item.code === 'ground.unassigned' ? [UNASSIGNED] : [],
      body: <ItemBody item={item} planId={planId} scenarioId={scenarioId} editor={editor} onPreview={onPreview} onPlace={(at) => map?.goTo(at, 11)} overlap={overlap} />,
    }));
    return [...own, ...theirs].sort((a, b) => b.severity - a.severity);
  }, [findings, items, left, text, planId, scenarioId, editor, host, map, blocked, place, proposals, onPreview, onPeople, overlap]);
  const open = useMemo(() => list.filter(({ ignoredUntil }) => ignoredUntil === null), [list]);

  const show = useCallback((id: string | null) => {
    setAtHand(id);
    list.find((issue) => issue.id === id)?.goThere?.();
  }, [list]);
  const { fresh, hurry } = judged;
  const step = useCallback((by: number) => {
    setWanted(by);
    if (!fresh) hurry();
  }, [fresh, hurry]);
  useEffect(() => {
    if (wanted === null || !fresh || editor.state.stroke !== null) return;
    setWanted(null);
    const next = stepOf(open, atHand, wanted);
    if (next === null) return toast({ text: text.drawing.toast.noProblem });
    dispatch({ type: 'left', tab: 'issues' });
    show(next);
  }, [wanted, fresh, editor, open, atHand, show, dispatch, toast, text]);

  return { list, open, error: inbox.error, at: inbox.data === undefined ? judged.at : inbox.dataUpdatedAt, atHand, show, step };
}

/** What was found before the last edit and is where it was; what else hangs loose comes when the plan has rested. */
function stillLoose({ slots }: Editor): (end: LooseEnd) => boolean {
  return ({ units, slot }) => units.every((u) => slots[u] === slot);
}

/** West, south, east, north of some units with room around, degrees. */
function boundsOf({ graph: { lngLat } }: Editor, units: readonly number[]): [number, number, number, number] {
  const box: [number, number, number, number] = [180, 90, -180, -90];
  for (const u of units) {
    box[0] = Math.min(box[0], lngLat[2 * u]);
    box[1] = Math.min(box[1], lngLat[2 * u + 1]);
    box[2] = Math.max(box[2], lngLat[2 * u]);
    box[3] = Math.max(box[3], lngLat[2 * u + 1]);
  }
  return [box[0] - 0.3, box[1] - 0.25, box[2] + 0.3, box[3] + 0.25];
}
