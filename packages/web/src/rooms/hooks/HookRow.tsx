import { Button, Group } from '@mantine/core';
import { endpoints, type Hook } from '@hexalign/api/contract';
import { call } from '../../server/call.ts';
import { formatMoment } from '../../text/format.ts';
import { told } from '../../text/told.ts';
import { useText } from '../../text/useText.ts';
import styles from '../auth/Settings.module.css';

/** One webhook with what came of it last. */
export function HookRow({ hook: { id, name, url, events, enabled, failingSince, deliveries }, act }: { hook: Hook; act(work: () => Promise<string | null>): void }): React.ReactNode {
  const t = useText().hooks;
  const params = { hookId: id };
  const last = deliveries.at(0);
  const moment = (text: string): string => formatMoment(Date.parse(text));
  return (
    <tr>
      <td>{name}<span className={styles.small}>{url}</span></td>
      <td>{events.map((event) => t.events[event]).join(', ')}</td>
      <td>
        {!enabled ? t.resting : last === undefined ? t.nothing : t.latest(t.events[last.event] ?? last.event, t.states[last.state], moment(last.at), last.attempts)}
        {failingSince !== null || last?.detail ? <span className={styles.small}>{[failingSince === null ? null : t.failing(moment(failingSince)), last?.detail ? told(last.detail) : null].filter(Boolean).join('. ')}</span> : null}
      </td>
      <td className={styles.figure}>
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          <Button size="compact-xs" aria-label={t.pingOf(name)} onClick={() => act(async () => { await call(endpoints.pingHook, { params }); return t.pinged; })}>{t.ping}</Button>
          <Button size="compact-xs" aria-label={enabled ? t.restOf(name) : t.goOf(name)} onClick={() => act(async () => { await call(endpoints.patchHook, { params, body: { enabled: !enabled } }); return null; })}>{enabled ? t.rest : t.go}</Button>
          <Button size="compact-xs" aria-label={t.removeOf(name)} onClick={() => act(async () => { await call(endpoints.deleteHook, { params }); return t.removed; })}>{t.remove}</Button>
        </Group>
      </td>
    </tr>
  );
}
