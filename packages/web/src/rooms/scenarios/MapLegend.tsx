import { useComputedColorScheme } from '@mantine/core';
import type { Editor } from '../../editor/Editor.ts';
import { useStill } from '../../editor/useStill.ts';
import type { Camera } from '../../map/PlanMap.ts';
import { useText } from '../../text/useText.ts';
import type { MapPoint } from '../people/mapPoints.ts';
import type { Shading } from './fillPicture.ts';
import { Legend } from './Legend.tsx';
import { legendModel } from './legendModel.ts';
import type { LegendPick } from './legendPick.ts';
import { fillKey, type Shown } from './shown.ts';

/** The legend of the plan that is open, as the last gesture left it. */
export function MapLegend({ editor, camera, cellAreas, shown, onShown, shading, points, pick, onPick, selected, colours }: { editor: Editor; camera: Camera | null; cellAreas: readonly [number, number]; shown: Shown; onShown(change: Partial<Shown>): void; shading: Shading | null; points: readonly MapPoint[]; pick: LegendPick; onPick(pick: LegendPick): void; selected: number; colours: readonly number[] }): React.ReactNode {
  const text = useText();
  const scheme = useComputedColorScheme('light');
  const state = useStill(editor);
  const model = legendModel({ text, state, measures: editor.measures, shown, shading, scheme, cellAreas, points, listed: { slots: slotsListed(pick, selected), colours } });
  return <Legend key={fillKey(shown.fill)} model={model} edges={shading?.edges ?? null} onEdges={(edges) => onShown({ edges: { ...shown.edges, [fillKey(shown.fill)]: edges } })} camera={camera} pick={pick} onPick={onPick} />;
}

/** The selected territory, and those that were picked before. */
function slotsListed({ only, hidden }: LegendPick, selected: number): number[] {
  const picked = [...hidden, ...(only === null ? [] : [only])].flatMap((key) => (key.startsWith('slot ') ? [Number(key.slice(5))] : []));
  return [...new Set([...picked, ...(selected >= 0 ? [selected] : [])])].sort((a, b) => a - b);
}
