import { endpoints, type StatusAction } from '@hexalign/api/contract';
import type { Editor } from '../../editor/Editor.ts';
import { call } from '../../server/call.ts';
import { queryClient } from '../../server/queries.ts';

/** What somebody asks for with a step; `from` is the day of an activation. */
export interface StepAsked {
  readonly step: StatusAction;
  readonly note?: string;
  readonly from?: string;
}

/**
 * Takes a step with a scenario, once everything of one's own is saved. What is signed is what this page shows.
 *
 * @throws ApiError when the server refuses
 */
export async function takeStep(editor: Editor, planId: string, scenarioId: string, { step, note, from }: StepAsked): Promise<void> {
  await editor.sync();
  const params = { scenarioId };
  const said = note === undefined || note.trim() === '' ? {} : { note };
  const { seq } = editor.state;
  try {
    if (step === 'activate') await call(endpoints.activateRevision, { params: { planId }, body: { scenarioId, from: from ?? '', ...said } });
    else if (step === 'approve') await call(endpoints.approveScenario, { params, body: { seq, ...said } });
    else await call(endpoints.changeStatus, { params, body: { action: step, seq, ...said } });
  } finally {
    await editor.refresh().catch(() => undefined);
    await Promise.all(['plan', 'scenario', 'revisions', 'signatures', 'timeline'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
  }
}
