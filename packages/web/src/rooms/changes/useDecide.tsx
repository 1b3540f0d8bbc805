import { endpoints, type Plan } from '@hexalign/api/contract';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { call } from '../../server/call.ts';
import { useMay } from '../../server/useMay.ts';
import { useText } from '../../text/useText.ts';
import { useToast } from '../../ui/toast.ts';
import { keyChoices } from '../drawing/keyChoices.ts';
import { keyName } from '../drawing/keymap.ts';
import { typing } from '../drawing/useCommandKeys.ts';
import { DeferDialog } from './DeferDialog.tsx';
import { KeepDialog } from './KeepDialog.tsx';
import type { Changes } from './useChanges.ts';

/** What one may make of the chosen change. */
export interface Deciding {
  readonly may: boolean;
  accept(): void;
  keep(): void;
  defer(): void;
  reopen(): void;
  /** Reads the list anew. */
  again(): void;
  readonly dialog: React.ReactNode;
}

interface DecideProps {
  readonly scenario: Plan['scenarios'][number];
  readonly base: string | null;
  readonly changes: Changes;
  readonly at: number;
  setAt(at: number): void;
}

/** Decides on the chosen change, by buttons and by keys: J and K go through the list, Y accepts, X keeps, D defers. */
export function useDecide({ scenario, base, changes, at, setAt }: DecideProps): Deciding {
  const t = useText().changes;
  const may = useMay()('scenario.edit');
  const toast = useToast();
  const [asking, setAsking] = useState<'keep' | 'defer' | null>(null);
  const chosen = changes.row(at);
  const found = changes.data?.found ?? 0;
  const between = base === null ? {} : { base };
  const said = useMutation({
    mutationFn: ({ decision, note, until }: { decision: 'open' | 'accept' | 'defer'; account: string; name: string; note?: string; until?: string; at: number }) =>
      call(endpoints.decideChanges, { params: { scenarioId: scenario.id }, body: { ...between, accounts: [chosen!.account.id], decision, ...(note ? { note } : {}), ...(until ? { until } : {}) } }),
    onSuccess: (_, { decision, name, at: was }) => {
      toast({ text: `${t.did[decision]}: ${name}` });
      if (decision === 'accept') setAt(Math.min(found - 1, was + 1));
      changes.again();
    },
    onError: (error) => toast({ text: error.message, tone: 'danger' }),
  });
  const say = (decision: 'open' | 'accept' | 'defer', more: { note?: string; until?: string } = {}): void => {
    if (chosen && may && !said.isPending) said.mutate({ decision, account: chosen.account.id, name: chosen.account.name, at, ...more });
  };
  const does: Readonly<Record<string, () => void>> = {
    j: () => setAt(Math.min(found - 1, at + 1)), k: () => setAt(Math.max(0, at - 1)),
    y: () => say('accept'), x: () => chosen && chosen.from >= 0 && may && setAsking('keep'), d: () => chosen && may && setAsking('defer'),
  };
  const now = useRef(does);
  now.current = does;
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || event.repeat || typing(event.target) || !keyChoices().single || document.querySelector('[role="menu"], [aria-modal="true"]')) return;
      const run = Object.hasOwn(now.current, keyName(event)) ? now.current[keyName(event)] : undefined;
      if (run === undefined) return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
  const close = (): void => setAsking(null);
  return {
    may, accept: () => say('accept'), keep: () => setAsking('keep'), defer: () => setAsking('defer'), reopen: () => say('open'), again: changes.again,
    dialog: chosen === undefined || asking === null ? null : asking === 'keep' ? (
      <KeepDialog
        scenarioId={scenario.id} base={base} change={chosen} home={changes.data?.territories[chosen.from]?.name ?? ''} onClose={close}
        onKept={() => {
          close();
          changes.again();
        }}
      />
    ) : (
      <DeferDialog
        name={chosen.account.name} onClose={close}
        onDefer={(until, note) => {
          close();
          say('defer', { until, note });
        }}
      />
    ),
  };
}
