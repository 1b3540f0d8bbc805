import { Button } from '@mantine/core';
import type { StatusAction } from '@hexalign/api/contract';
import { useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { useMay } from '../../server/useMay.ts';
import { useText } from '../../text/useText.ts';
import inspector from '../scenarios/Inspector.module.css';
import { StepDialog } from '../workflow/StepDialog.tsx';
import { actionFor, stepsFrom } from '../workflow/steps.ts';
import styles from './Review.module.css';

const statusOf = (state: EditorState): EditorState['status'] => state.status;

/** How the scenario stands, and the steps that one may take with it on a phone: to approve it or to send it back, say, with a comment. */
export function ReviewSteps({ editor, planId, scenarioId }: { editor: Editor; planId: string; scenarioId: string }): React.ReactNode {
  const t = useText().workflow;
  const may = useMay();
  const status = useEditor(editor, statusOf);
  const [step, setStep] = useState<StatusAction | null>(null);
  const steps = stepsFrom(status).filter((name) => name !== 'archive' && may(actionFor(name)));
  return (
    <section className={inspector.section} aria-label={t.steps}>
      <h3>{t.status[status]}</h3>
      <p className={styles.meaning}>{t.meaning[status]}</p>
      <div className={styles.ways}>
        {steps.map((name, nth) => <Button key={name} size="md" variant={nth === 0 ? 'filled' : 'default'} onClick={() => setStep(name)}>{t.step[name].label}</Button>)}
      </div>
      {step === null ? null : <StepDialog step={step} editor={editor} planId={planId} scenarioId={scenarioId} onClose={() => setStep(null)} />}
    </section>
  );
}
