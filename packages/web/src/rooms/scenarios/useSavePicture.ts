import { useComputedColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import { picture } from '../../map/picture.ts';
import type { PlanMap } from '../../map/PlanMap.ts';
import { queries } from '../../server/queries.ts';
import { formatDay, today } from '../../text/days.ts';
import { useText } from '../../text/useText.ts';
import { downloadBlob } from '../../ui/downloadCsv.ts';
import { useToast } from '../../ui/toast.ts';
import type { MapPoint } from '../people/mapPoints.ts';
import type { Shading } from './fillPicture.ts';
import { legendModel } from './legendModel.ts';
import type { Shown } from './shown.ts';

/** Gives the map away as an image, with heading, legend, scale, sources and day in it. */
export function useSavePicture({ map, editor, shown, shading, cellAreas, points, heading }: { map: PlanMap | null; editor: Editor; shown: Shown; shading: Shading | null; cellAreas: readonly [number, number]; points: readonly MapPoint[]; heading: string }): () => void {
  const text = useText();
  const scheme = useComputedColorScheme('light');
  const say = useToast();
  const { data } = useQuery(queries.sources());
  return useCallback(() => {
    if (!map) return;
    const legend = legendModel({ text, state: editor.state, measures: editor.measures, shown, shading, scheme, cellAreas, points });
    const foot = [...new Set((data?.sources ?? []).map(({ name }) => name))].slice(0, 3).join(', ');
    picture(map, { heading, legend, foot: [foot, formatDay(today())].filter(Boolean).join(' · ') }, scheme).then(
      (blob) => downloadBlob(text.seeing.picture.file(heading.replace(/[\\/:*?"<>|]+/g, ' ')), blob),
      () => say({ text: text.seeing.picture.failed, tone: 'danger' }),
    );
  }, [map, editor, shown, shading, cellAreas, points, heading, text, scheme, data, say]);
}
