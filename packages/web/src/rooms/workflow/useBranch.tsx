import { endpoints, type Scenario } from '@hexalign/api/contract';
import { useCallback, useState } from 'react';
import { useLocation } from 'wouter';
import { routes } from '../../routes.ts';
import { call } from '../../server/call.ts';
import { queryClient } from '../../server/queries.ts';
import { useText } from '../../text/useText.ts';
import { RenameDialog } from '../../ui/RenameDialog.tsx';
import { useToast } from '../../ui/toast.ts';

/** From which state to branch; as it is now when no seq is given. */
export interface BranchAsked {
  readonly seq?: number;
}

export interface Branch {
  ask(asked?: BranchAsked): void;
  /** The dialog that asks for a name; to be put somewhere on the page. */
  readonly dialog: React.ReactNode;
}

/** "Branch from here": asks for a name, forks the scenario and goes there. */
export function useBranch(planId: string, scenarioId: string, scenarioName: string): Branch {
  const t = useText().workflow;
  const toast = useToast();
  const [, go] = useLocation();
  const [asked, setAsked] = useState<BranchAsked | null>(null);
  const make = async (name: string, { seq }: BranchAsked): Promise<void> => {
    const forked: Scenario = await call(endpoints.forkScenario, { params: { scenarioId }, body: { name, ...(seq === undefined ? {} : { seq }) } });
    await queryClient.invalidateQueries({ queryKey: ['plan', planId] });
    go(routes.scenario(planId, forked.id));
    toast({ text: t.branched(name) });
  };
  const ask = useCallback((what: BranchAsked = {}) => setAsked(what), []);
  const dialog = (
    <RenameDialog
      opened={asked !== null} title={t.branchTitle} label={t.branchName} value={t.branchOf(scenarioName).slice(0, 120)} keeps onClose={() => setAsked(null)}
      onSave={(name) => void make(name, asked ?? {}).catch((error: Error) => toast({ text: error.message, tone: 'danger' }))}
    />
  );
  return { ask, dialog };
}
