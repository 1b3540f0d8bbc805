import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import { useText } from '../../text/useText.ts';
import { Refusal } from '../../ui/Refusal.tsx';
import bar from '../drawing/OptionBar.module.css';
import { RestoreBar, RestorePick, type Restoring } from './RestoreBar.tsx';
import type { Preview } from './usePreview.ts';

interface PreviewBarProps {
  readonly editor: Editor;
  readonly preview: Preview;
  readonly cells: ReadonlySet<number>;
  /** The scenario takes changes: a place of the earlier state can be had again. */
  readonly mayRestore: boolean;
  readonly onBranch: (() => void) | null;
}

/** Over the map while an earlier state is shown: which one, what can be done with it, and the way back. */
export function PreviewBar({ editor, preview, cells, mayRestore, onBranch }: PreviewBarProps): React.ReactNode {
  const t = useText().versions;
  const [restoring, setRestoring] = useState<Restoring | null>(null);
  const { state } = preview;
  const ofPatch = state?.patch !== undefined;
  // Somebody looked at something else meanwhile.
  useEffect(() => { if (!ofPatch) setRestoring(null); }, [ofPatch]);
  if (restoring && state?.patch?.units === restoring.units) return <RestoreBar editor={editor} restoring={restoring} preview={preview} onDone={() => setRestoring(null)} />;
  return (
    <div className={bar.bar} role="status">
      <IconHistory size={16} stroke={1.6} className={bar.icon} aria-hidden />
      <b>{state?.label}</b>
      {preview.error === null ? <span className={bar.hint}>{ofPatch ? t.wouldHint : t.lookHint}</span> : <Refusal error={preview.error} />}
      {mayRestore && state?.scenarioId === undefined && !ofPatch ? <RestorePick key={state?.seq} editor={editor} preview={preview} cells={cells} onPick={setRestoring} /> : null}
      {onBranch ? <Button size="compact-sm" onClick={onBranch}>{t.branch}</Button> : null}
      <Button size="compact-sm" variant="filled" onClick={preview.end}>{t.now}</Button>
    </div>
  );
}
