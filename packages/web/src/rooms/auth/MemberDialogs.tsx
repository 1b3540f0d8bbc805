import { Button, Modal, TextInput } from '@mantine/core';
import { endpoints, type Member, type OneTimeLink, type Role } from '@hexalign/api/contract';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call } from '../../server/call.ts';
import { useSingleFlight } from '../../server/useSingleFlight.ts';
import { problemText } from '../../server/problemText.ts';
import { queryClient } from '../../server/queries.ts';
import { formatMoment } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { draftOf, firstScope, ScopeFields, scopeOf } from './ScopeFields.tsx';
import styles from './Settings.module.css';

/** Asks whom to invite and as what. */
export function InviteDialog({ opened, own, onClose, onMade }: { opened: boolean; own: Role; onClose(): void; onMade(link: OneTimeLink): void }): React.ReactNode {
  const text = useText();
  const t = text.auth.members;
  const [email, setEmail] = useState('');
  const [draft, setDraft] = useState(firstScope);
  const inviteOnce = useSingleFlight(() => call(endpoints.invite, { body: { email, scope: scopeOf(draft) } }));
  const invite = useMutation({
    mutationFn: inviteOnce,
    onSuccess: ({ link }) => {
      setEmail('');
      setDraft(firstScope);
      onMade(link);
    },
  });
  return (
    <Modal opened={opened} onClose={onClose} title={t.invite} size="sm" closeButtonProps={{ 'aria-label': text.shell.close }}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          invite.mutate();
        }}
      >
        <TextInput label={t.email} type="email" required withAsterisk={false} data-autofocus value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
        <ScopeFields own={own} value={draft} onChange={setDraft} />
        {invite.isError ? <p className={styles.problem} role="alert">{problemText(invite.error)}</p> : null}
        <div className={styles.actions}>
          <Button onClick={onClose}>{text.shell.cancel}</Button>
          <Button type="submit" variant="filled" loading={invite.isPending}>{t.makeLink}</Button>
        </div>
      </form>
    </Modal>
  );
}

/** Changes role and reach of a member. */
export function ScopeDialog({ member, own, onClose }: { member: Member | null; own: Role; onClose(): void }): React.ReactNode {
  const text = useText();
  const t = text.auth.members;
  const [draft, setDraft] = useState(firstScope);
  const save = useMutation({
    mutationFn: () => call(endpoints.patchMember, { params: { userId: member!.userId }, body: { scope: scopeOf(draft) } }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['members'] });
      if (member?.you) void queryClient.invalidateQueries({ queryKey: ['session'] });
      onClose();
    },
  });
  const { reset } = save;
  useEffect(() => {
    if (member) setDraft(draftOf(member.scope));
    reset();
  }, [member, reset]);
  return (
    <Modal opened={member !== null} onClose={onClose} title={`${t.change}: ${member?.name ?? ''}`} size="sm" closeButtonProps={{ 'aria-label': text.shell.close }}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <ScopeFields own={own} value={draft} onChange={setDraft} />
        {save.isError ? <p className={styles.problem} role="alert">{problemText(save.error)}</p> : null}
        <div className={styles.actions}>
          <Button onClick={onClose}>{text.shell.cancel}</Button>
          <Button type="submit" variant="filled" loading={save.isPending}>{t.save}</Button>
        </div>
      </form>
    </Modal>
  );
}

/** Asks before somebody loses access: it ends their sessions at once. */
export function RemoveDialog({ member, onClose, onRemove }: { member: Member | null; onClose(): void; onRemove(member: Member): void }): React.ReactNode {
  const text = useText();
  const t = text.auth.members;
  return (
    <Modal opened={member !== null} onClose={onClose} title={t.removeTitle(member?.name ?? '')} size="sm" closeButtonProps={{ 'aria-label': text.shell.close }}>
      <p className={styles.why}>{t.removeWhy}</p>
      <div className={styles.actions} style={{ marginTop: 16 }}>
        <Button onClick={onClose} data-autofocus>{text.shell.cancel}</Button>
        <Button
          variant="filled" color="bad"
          onClick={() => {
            if (member) onRemove(member);
            onClose();
          }}
        >
          {t.remove}
        </Button>
      </div>
    </Modal>
  );
}

/** The one time that a link can be read. */
export function LinkDialog({ link, onClose }: { link: OneTimeLink | null; onClose(): void }): React.ReactNode {
  const text = useText();
  const t = text.auth.members;
  const [copied, setCopied] = useState(false);
  useEffect(() => setCopied(false), [link]);
  return (
    <Modal opened={link !== null} onClose={onClose} title={t.linkTitle} size="md" closeButtonProps={{ 'aria-label': text.shell.close }}>
      <p className={styles.why}>{link ? t.linkWhy(formatMoment(Date.parse(link.expiresAt))) : ''} {link?.mailed ? t.mailed : ''}</p>
      <code className={styles.secret} data-testid="link">{link?.address}</code>
      <div className={styles.actions} style={{ marginTop: 16 }}>
        <Button onClick={() => void navigator.clipboard.writeText(link?.address ?? '').then(() => setCopied(true))}>{copied ? t.copied : t.copy}</Button>
        <Button variant="filled" onClick={onClose} data-autofocus>{t.done}</Button>
      </div>
    </Modal>
  );
}
