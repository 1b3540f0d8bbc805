import { Switch } from '@mantine/core';
import { endpoints } from '@hexalign/api/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { call } from '../../server/call.ts';
import { problemText } from '../../server/problemText.ts';
import { queries } from '../../server/queries.ts';
import { useText } from '../../text/useText.ts';
import { useToast } from '../../ui/toast.ts';
import styles from '../auth/Settings.module.css';

/** Hides people from everybody in the organisation; what was in memory was told otherwise, so that the page is loaded anew. */
export function OrganisationSwitch(): React.ReactNode {
  const t = useText().blind.organisation;
  const toast = useToast();
  const session = useQuery(queries.session());
  const set = useMutation({
    mutationFn: (peopleBlind: boolean) => call(endpoints.patchWorkspace, { body: { peopleBlind } }),
    onSuccess: () => window.location.reload(),
    onError: (error) => toast({ text: problemText(error), tone: 'danger' }),
  });
  if (!session.data?.may.includes('workspace.write')) return null;
  return (
    <section className={styles.section}>
      <h2>{t.title}</h2>
      <Switch mt={8} label={t.label} description={t.why} checked={session.data.peopleHidden.organisation} disabled={set.isPending} onChange={(event) => set.mutate(event.currentTarget.checked)} />
    </section>
  );
}
