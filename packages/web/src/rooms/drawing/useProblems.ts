import { UNASSIGNED } from '@hexalign/engine';
import { useCallback, useRef, type Dispatch } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import { worstOf } from '../../editor/figures.ts';
import type { EngineHost } from '../../engine/engineHost.ts';
import type { LooseShape } from '../../engine/methods.ts';
import type { PlanMap } from '../../map/PlanMap.ts';
import { formatOfTarget } from '../../text/format.ts';
import { useText, type Catalogue } from '../../text/useText.ts';
import { useToast } from '../../ui/toast.ts';
import { nameOf } from '../scenarios/names.ts';
import type { ViewAction } from '../scenarios/view.ts';
import { allLooseEnds, type LooseEnds } from './useLooseEnds.ts';

/** Something to put in order on the map. */
export interface MapProblem {
  /** The same as long as it is the same problem. */
  readonly key: string;
  readonly text: string;
  /** Units to show; empty for a whole territory. */
  readonly units: readonly number[];
  readonly slot: number;
  readonly loose: LooseShape | null;
}

/** Unassigned ground first, then islands and holes, then territories outside tolerance, the furthest first. */
export function problemsOf(editor: Editor, loose: readonly LooseShape[], { drawing, workspace }: Catalogue): MapProblem[] {
  const t = drawing.problems;
  const { state } = editor;
  const word = (slot: number): string => nameOf(state, slot, workspace.unassigned);
  const none: MapProblem[] = state.unassigned.units > 0 ? [{ key: 'unassigned', text: t.unassigned(state.unassigned.units), units: [...editor.slots.keys()].filter((u) => editor.slots[u] === UNASSIGNED), slot: UNASSIGNED, loose: null }] : [];
  const ends = loose.map((end): MapProblem => ({
    key: `loose ${editor.graph.ids[end.units[0]]}`, units: end.units, slot: end.slot, loose: end,
    text: end.kind === 'hole' && end.taker !== null ? t.hole(word(end.taker), end.units.length) : t.island(word(end.slot), end.units.length),
  }));
  const outside = state.figures.filter(({ slot, balance }) => state.territories[slot] && balance.some(({ inside }) => !inside)).sort((a, b) => worstOf(b) - worstOf(a) || a.slot - b.slot);
  return [...none, ...ends, ...outside.map((figure): MapProblem => {
    const worst = figure.balance.reduce((a, b) => (Math.abs(b.deviation) > Math.abs(a.deviation) ? b : a));
    return { key: `outside ${state.territories[figure.slot]?.id ?? figure.slot}`, text: t.outside(word(figure.slot), formatOfTarget(worst.deviation)), units: [], slot: figure.slot, loose: null };
  })];
}

/** Where a step from a problem leads in the list as it is now; a problem that is gone has left its place to the next one. */
export function stepFrom(keys: readonly string[], last: { readonly key: string; readonly at: number } | null, by: 1 | -1): number {
  if (last === null) return by > 0 ? 0 : keys.length - 1;
  const at = keys.indexOf(last.key);
  const next = at >= 0 ? at + by : by > 0 ? last.at : last.at - 1;
  return ((next % keys.length) + keys.length) % keys.length;
}

/** Issues that are found elsewhere, with a list of their own. */
export interface OtherIssues {
  readonly open: number;
  step(by: number): void;
}

/** Walks the problems on the map, one key press each; the place in the list is kept after each repair. Where nothing hangs loose, the list of issues is walked. */
export function useProblems(editor: Editor, host: EngineHost, map: PlanMap | null, loose: LooseEnds, issues: OtherIssues, dispatch: Dispatch<ViewAction>, zoomTo: (slot: number) => void): (by: 1 | -1) => void {
  const text = useText();
  const toast = useToast();
  const others = useRef(issues);
  others.current = issues;
  const last = useRef<{ key: string; at: number } | null>(null);
  return useCallback((by: 1 | -1) => {
    const walk = async (): Promise<void> => {
      const ends = await allLooseEnds(editor, host);
      if (ends.length === 0 && others.current.open > 0) return others.current.step(by);
      const problems = problemsOf(editor, ends, text);
      if (problems.length === 0) {
        last.current = null;
        return toast({ text: text.drawing.toast.noProblem });
      }
      const at = stepFrom(problems.map(({ key }) => key), last.current, by);
      const { key, units, slot, loose: end, text: words } = problems[at];
      last.current = { key, at };
      if (end) {
        dispatch({ type: 'cells', cells: new Set(units), slot });
        map?.fit(boundsOf(editor, units));
      } else {
        dispatch({ type: 'select', slot });
        if (units.length > 0) map?.fit(boundsOf(editor, units));
        else zoomTo(slot);
      }
      const taker = end?.taker ?? null;
      const t = text.drawing.loose;
      toast({
        text: `${text.drawing.problems.position(at + 1, problems.length)} ${words}`, tone: 'warning',
        ...(end && taker !== null && !editor.frozen && !editor.readOnly ? { action: { label: end.kind === 'hole' ? t.fill : t.give(nameOf(editor.state, taker, text.workspace.unassigned)), run: () => loose.repair([end]) } } : {}),
      });
    };
    void walk().catch((error: unknown) => toast({ text: text.drawing.toast.failed(String(error)), tone: 'warning' }));
  }, [editor, host, map, loose, dispatch, zoomTo, text, toast]);
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
