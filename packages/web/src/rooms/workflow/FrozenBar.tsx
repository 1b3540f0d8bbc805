import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { StatusAction } from '@hexalign/api/contract';
import { useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { useMay } from '../../server/useMay.ts';
import { useText } from '../../text/useText.ts';
import bar from '../drawing/OptionBar.module.css';
import { StepDialog } from './StepDialog.tsx';
import { actionFor, stepBack } from './steps.ts';

const statusOf = (state: EditorState): EditorState['status'] => state.status;

/** Over the map of a scenario that is no draft: why it takes no changes, and the ways out. */
export function FrozenBar({ editor, planId, scenarioId, onBranch }: { editor: Editor; planId: string; scenarioId: string; onBranch(): void }): React.ReactNode {
  const t = useText().workflow;
  const may = useMay();
  const status = useEditor(editor, statusOf);
  const [step, setStep] = useState<StatusAction | null>(null);
  const back = stepBack(status);
  return (
    <div className={bar.bar} role="status">
      <IconLock size={16} stroke={1.6} className={bar.icon} aria-hidden />
      <b>{t.frozen.title[status]}</b>
      <span className={bar.hint}>{t.frozen.wayOut[status]}</span>
      {back !== null && may(actionFor(back)) ? <Button size="compact-sm" onClick={() => setStep(back)}>{t.step[back].label}</Button> : null}
      {may('scenario.write') ? <Button size="compact-sm" variant="filled" onClick={onBranch}>{t.branch}</Button> : null}
      {step === null ? null : <StepDialog step={step} editor={editor} planId={planId} scenarioId={scenarioId} onClose={() => setStep(null)} />}
    </div>
  );
}
