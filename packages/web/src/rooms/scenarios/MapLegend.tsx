import { useComputedColorScheme } from '@mantine/core';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import type { Camera } from '../../map/PlanMap.ts';
import { useText } from '../../text/useText.ts';
import type { MapPoint } from '../people/mapPoints.ts';
import type { Shading } from './fillPicture.ts';
import { Legend } from './Legend.tsx';
import { legendModel } from './legendModel.ts';
import { fillKey, type Shown } from './shown.ts';

const whole = (state: EditorState): EditorState => state;

/** The legend of the plan that is open, as it stands. */
export function MapLegend({ editor, camera, cellAreas, shown, onShown, shading, points }: { editor: Editor; camera: Camera | null; cellAreas: readonly [number, number]; shown: Shown; onShown(change: Partial<Shown>): void; shading: Shading | null; points: readonly MapPoint[] }): React.ReactNode {
  const text = useText();
  const scheme = useComputedColorScheme('light');
  const state = useEditor(editor, whole);
  const model = legendModel({ text, state, measures: editor.measures, shown, shading, scheme, cellAreas, points });
  return <Legend key={fillKey(shown.fill)} model={model} edges={shading?.edges ?? null} onEdges={(edges) => onShown({ edges: { ...shown.edges, [fillKey(shown.fill)]: edges } })} camera={camera} />;
}
