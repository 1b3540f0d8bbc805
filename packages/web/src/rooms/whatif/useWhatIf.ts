import { endpoints, type TakeWhatIf, type WhatIfProposal } from '@hexalign/api/contract';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { Editor } from '../../editor/Editor.ts';
import { routes } from '../../routes.ts';
import { call } from '../../server/call.ts';
import { formatDay } from '../../text/days.ts';
import { told } from '../../text/told.ts';
import { useText } from '../../text/useText.ts';
import { useToast } from '../../ui/toast.ts';
import type { Preview } from '../versions/usePreview.ts';
import { lookAt } from './lookAt.ts';
import { takeProposal } from './takeProposal.ts';
import type { Question } from './whatIfForm.ts';

export interface WhatIf {
  readonly working: boolean;
  readonly proposal: WhatIfProposal | null;
  readonly error: unknown;
  propose(question: Question): void;
  /** Away with it: the plan itself is shown again. */
  drop(): void;
  take(into: TakeWhatIf['into'], more: { readonly from?: string; readonly evenWithoutOwner: boolean }): void;
}

/** Asks what would come of something, shows it on the map, and takes it. A change of the plan drops what was proposed. */
export function useWhatIf(planId: string, scenarioId: string, editor: Editor, preview: Preview): WhatIf {
  const t = useText().whatif;
  const toast = useToast();
  const [, go] = useLocation();
  const [state, setState] = useState<{ working: boolean; asked: Question | null; proposal: WhatIfProposal | null; error: unknown }>({ working: false, asked: null, proposal: null, error: null });
  const turn = useRef(0);
  const { show, end } = preview;
  const drop = useCallback(() => {
    turn.current++;
    setState({ working: false, asked: null, proposal: null, error: null });
    end();
  }, [end]);
  const { proposal, asked } = state;
  // What is proposed is of a state: another one asks again.
  useEffect(() => {
    if (!proposal) return;
    const { revision } = editor.state;
    return editor.subscribe(() => { if (editor.state.revision !== revision) drop(); });
  }, [editor, proposal, drop]);
  useEffect(() => end, [end]);

  const propose = useCallback((question: Question) => {
    const mine = ++turn.current;
    setState({ working: true, asked: question, proposal: null, error: null });
    call(endpoints.proposeWhatIf, { params: { scenarioId }, body: question }).then((found: WhatIfProposal) => {
      if (turn.current !== mine) return;
      setState({ working: false, asked: question, proposal: found, error: null });
      lookAt({ show, end }, found, t.preview);
    }, (error: unknown) => {
      if (turn.current === mine) setState({ working: false, asked: question, proposal: null, error });
    });
  }, [scenarioId, show, end, t]);

  const take = useCallback((into: TakeWhatIf['into'], { from, evenWithoutOwner }: { from?: string; evenWithoutOwner: boolean }) => {
    if (!proposal || !asked) return;
    const name = t.branchName(proposal.asked.map(told).join('; ')).slice(0, 120);
    setState((before) => ({ ...before, working: true, error: null }));
    const work = async (): Promise<void> => {
      const taken = await takeProposal(planId, scenarioId, asked, proposal, { into, name, evenWithoutOwner, ...(into === 'schedule' && from !== undefined ? { from } : {}) });
      drop();
      if (into === 'here') {
        await editor.sync();
        // The stream may have brought it before: then only what can be undone is not known yet.
        await editor.refresh();
        return toast({ text: t.taken });
      }
      if (taken.activation) return toast({ text: t.scheduled(taken.scenario.name, formatDay(taken.activation.from)) });
      go(routes.scenario(planId, taken.scenarioId));
      toast({ text: t.branched(taken.scenario.name) });
    };
    work().catch((error: unknown) => setState((before) => ({ ...before, working: false, error })));
  }, [proposal, asked, t, scenarioId, planId, editor, drop, go, toast]);

  return { working: state.working, proposal, error: state.error, propose, drop, take };
}
