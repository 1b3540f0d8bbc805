import { Button, Select, TextInput } from '@mantine/core';
import { endpoints, Role, type Scope } from '@hexalign/api/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../server/call.ts';
import { useSingleFlight } from '../../server/useSingleFlight.ts';
import { problemText } from '../../server/problemText.ts';
import { queries, queryClient } from '../../server/queries.ts';
import { formatMoment } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { useToast } from '../../ui/toast.ts';
import styles from './Settings.module.css';

/** Keys for programs: made here, shown once, revoked here. What is given is one's own scope, handed on. */
export function KeysSection({ role: own, regions, moneyHidden, branch }: Scope): React.ReactNode {
  const text = useText().auth;
  const t = text.account;
  const toast = useToast();
  const keys = useQuery(queries.keys());
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>(own === 'manager' || own === 'rep' ? own : 'viewer');
  const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['keys'] });
  const makeOnce = useSingleFlight(() => call(endpoints.createKey, { body: { name, scope: { role, regions, moneyHidden, branch: role === 'manager' || role === 'rep' ? branch : null } } }));
  const make = useMutation({
    mutationFn: makeOnce,
    onSuccess: () => {
      setName('');
      return refresh();
    },
  });
  const revoke = useMutation({
    mutationFn: (keyId: string) => call(endpoints.revokeKey, { params: { keyId } }),
    onSuccess: () => toast({ text: t.revoked }),
    onError: (error) => toast({ text: problemText(error), tone: 'danger' }),
    onSettled: refresh,
  });
  const roles = Role.options.slice(Role.options.indexOf(own)).filter((one) => branch !== null || (one !== 'manager' && one !== 'rep'));
  const list = keys.data?.keys ?? [];
  return (
    <section className={styles.section}>
      <h2>{t.keysTitle}</h2>
      <p className={styles.why}>{t.keysWhy}</p>
      {list.length === 0 ? <p className={styles.why}>{t.noKeys}</p> : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t.keyColumns.name}</th>
              <th scope="col">{t.keyColumns.role}</th>
              <th scope="col">{t.keyColumns.used}</th>
              <th scope="col">{t.keyColumns.expires}</th>
              <th aria-hidden="true" />
            </tr>
          </thead>
          <tbody>
            {list.map((key) => (
              <tr key={key.id}>
                <td>{key.name}<span className={styles.small}>{key.start}… · {key.maker}</span></td>
                <td>{text.roles[key.scope.role]}</td>
                <td>{key.usedAt === null ? t.never : formatMoment(Date.parse(key.usedAt))}</td>
                <td>{key.expiresAt === null ? t.never : formatMoment(Date.parse(key.expiresAt))}</td>
                <td className={styles.figure}><Button size="compact-xs" aria-label={t.revokeOf(key.name)} onClick={() => revoke.mutate(key.id)}>{t.revoke}</Button></td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <TextInput className={styles.field} label={t.keyName} required withAsterisk={false} maxLength={120} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Select label={t.keyRole} data={roles.map((value) => ({ value, label: text.roles[value] }))} value={role} allowDeselect={false} onChange={(value) => setRole(value as Role)} />
        <Button type="submit" loading={make.isPending}>{t.makeKey}</Button>
      </form>
      {make.isError ? <p className={styles.problem} role="alert">{problemText(make.error)}</p> : null}
      {make.data ? <div role="status"><p className={styles.why}>{t.keyMade}</p><code className={styles.secret}>{make.data.secret}</code></div> : null}
    </section>
  );
}
