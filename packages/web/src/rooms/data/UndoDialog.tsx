import { Button, Modal } from '@mantine/core';
import { endpoints, type Import } from '@hexalign/api/contract';
import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { routes } from '../../routes.ts';
import { call } from '../../server/call.ts';
import { queryClient } from '../../server/queries.ts';
import { useText } from '../../text/useText.ts';
import { useToast } from '../../ui/toast.ts';
import { dataQueries, recordsChanged } from './dataQueries.ts';
import styles from './Data.module.css';
import { ServerWords } from './ServerWords.tsx';

/** Says what undoing an import takes back, then does it. */
export function UndoDialog({ made, onClose }: { made: Import | null; onClose(): void }): React.ReactNode {
  const text = useText();
  const t = text.data.undo;
  const toast = useToast();
  const [, go] = useLocation();
  const undo = useMutation({
    mutationFn: (one: Import) => call(endpoints.undoImport, { params: { importId: one.id } }),
    onSuccess: (told) => {
      queryClient.setQueryData(dataQueries.import(told.id).queryKey, told);
      void recordsChanged();
      // What takes longer is followed on the page of the import.
      if (told.jobId === null) toast({ text: t.done(told.filename) });
      else go(routes.dataImported(told.id));
      onClose();
    },
  });
  const { reset } = undo;
  useEffect(reset, [made, reset]);
  return (
    <Modal opened={made !== null} onClose={onClose} title={t.title(made?.filename ?? '')} closeButtonProps={{ 'aria-label': text.shell.close }}>
      {made === null ? null : (
        <>
          <p className={styles.lead}>{t.lead}</p>
          <ul className={styles.list}>
            {made.changes.new > 0 ? <li>{t.fresh(made.changes.new, made.kind)}</li> : null}
            {made.changes.changed > 0 ? <li>{t.changed(made.changes.changed, made.kind)}</li> : null}
            {made.gone === 'remove' && made.changes.gone > 0 ? <li>{t.gone(made.changes.gone, made.kind)}</li> : null}
            {made.changes.new + made.changes.changed + (made.gone === 'remove' ? made.changes.gone : 0) === 0 ? <li>{t.none}</li> : null}
            {made.kind === 'accounts' && made.scope !== '' ? <li>{t.plan}</li> : null}
          </ul>
          {undo.isError ? <ServerWords error={undo.error} /> : null}
          <div className={styles.actions}>
            <Button onClick={onClose}>{text.shell.cancel}</Button>
            <Button variant="filled" loading={undo.isPending} onClick={() => undo.mutate(made)} data-autofocus>{t.confirm}</Button>
          </div>
        </>
      )}
    </Modal>
  );
}
