import { endpoints } from '@hexalign/api/contract';
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useRoute } from 'wouter';
import { call } from '../../server/call.ts';
import { problemText } from '../../server/problemText.ts';
import { queries } from '../../server/queries.ts';
import { useText } from '../../text/useText.ts';
import { useToast } from '../../ui/toast.ts';

export interface PeopleHidden {
  /** What hides them: the strongest first; null = they are shown. */
  readonly by: 'organisation' | 'plan' | 'own' | null;
  /** Hides them from oneself, or shows them again; says so where that is not one's own to choose. */
  toggle(): void;
}

/**
 * Whether people are hidden on this page, and the switch of one's own. Once it is thrown the page is loaded anew: whatever was in memory was
 * told otherwise.
 */
export function usePeopleHidden(): PeopleHidden {
  const t = useText().blind;
  const toast = useToast();
  const { own = false, organisation = false } = useQuery(queries.session()).data?.peopleHidden ?? {};
  const [, at] = useRoute('/plans/:planId/*?');
  const planId = at?.planId;
  const plan = useQuery({ ...queries.plan(planId ?? ''), enabled: planId !== undefined }).data?.peopleBlind ?? false;
  const by = organisation ? 'organisation' : plan ? 'plan' : own ? 'own' : null;
  const toggle = useCallback(() => {
    if (by === 'organisation' || by === 'plan') toast({ text: t.fixed, tone: 'warning' });
    else void call(endpoints.hidePeople, { body: { hidden: by === null } }).then(() => window.location.reload(), (error: unknown) => toast({ text: problemText(error), tone: 'danger' }));
  }, [by, toast, t]);
  return { by, toggle };
}
