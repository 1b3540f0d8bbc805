import { Button } from '@mantine/core';
import { endpoints, type Scenario } from '@hexalign/api/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Editor } from '../../editor/Editor.ts';
import { routes } from '../../routes.ts';
import { call } from '../../server/call.ts';
import { queries, queryClient } from '../../server/queries.ts';
import { formatOfTarget, formatShare } from '../../text/format.ts';
import { told } from '../../text/told.ts';
import { useText } from '../../text/useText.ts';
import { Reasoned } from '../../ui/Reasoned.tsx';
import { Refusal } from '../../ui/Refusal.tsx';
import { useToast } from '../../ui/toast.ts';
import { useMayNot } from '../auth/useMayNot.ts';
import type { Earlier } from '../versions/usePreview.ts';
import styles from './Health.module.css';
import type { DriftItem } from './issues.ts';
import { RepairTable } from './RepairTable.tsx';

const SHOWN = 6;

/** Territories in force outside their bands, the smallest repair with the balance before and after, and the ways to take it. */
export function DriftIssue({ item, planId, scenarioId, editor, onPreview }: { item: DriftItem; planId: string; scenarioId: string; editor: Editor; onPreview(state: Earlier): void }): React.ReactNode {
  const text = useText();
  const t = text.health.drift;
  const toast = useToast();
  const [, go] = useLocation();
  const mayNot = useMayNot()('scenario.write');
  const scenario = useQuery(queries.scenario(item.scenarioId)).data;
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { drifted, repair, seq } = item.alert;
  const nameOf = (slot: number): string => scenario?.territories[slot]?.name ?? repair?.territories.find((one) => one.slot === slot)?.name ?? '';
  const patch = repair?.edit.type === 'assign' ? repair.edit.patch : null;
  const flows = new Map<string, { from: number; to: number; units: number }>();
  patch?.units.forEach((_, i) => {
    const key = `${patch.from[i]} ${patch.to[i]}`;
    flows.set(key, { from: patch.from[i], to: patch.to[i], units: (flows.get(key)?.units ?? 0) + 1 });
  });
  const accept = async (): Promise<void> => {
    if (repair === null) return;
    setBusy(true);
    setError(null);
    try {
      const forked: Scenario = await call(endpoints.forkScenario, { params: { scenarioId: item.scenarioId }, body: { name: t.branchName(item.scenario).slice(0, 120), seq } });
      const base: Scenario = await call(endpoints.readScenario, { params: { scenarioId: forked.id } });
      await call(endpoints.appendEdits, { params: { scenarioId: forked.id }, body: { baseSeq: base.seq, edits: [repair.edit], cause: { kind: 'rule', rule: t.repair } } });
      await queryClient.invalidateQueries({ queryKey: ['plan', planId] });
      go(routes.scenario(planId, forked.id));
      toast({ text: t.accepted(repair.units) });
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  };
  const sameGround = scenario !== undefined && scenario.fingerprint === editor.graph.fingerprint;
  return (
    <>
      {drifted.slice(0, SHOWN).map(({ slot, measure, deviation, tolerance }) => <p key={`${slot} ${measure}`}>{t.line(nameOf(slot), formatOfTarget(deviation), measure, `${formatOfTarget(-tolerance)}–${formatOfTarget(tolerance)}`)}</p>)}
      {drifted.length > SHOWN ? <p className={styles.dim}>{t.more(drifted.length - SHOWN)}</p> : null}
      {repair === null ? <p className={styles.dim}>{t.none}</p> : (
        <>
          <h3>{t.repair}</h3>
          <p>{t.moves(repair.units, formatShare(repair.movedShare), repair.measures[0] ?? '')}</p>
          <ul>{[...flows.values()].sort((a, b) => b.units - a.units).slice(0, SHOWN).map(({ from, to, units }) => <li key={`${from} ${to}`}>{t.flow(units, nameOf(from), nameOf(to))}</li>)}</ul>
          <RepairTable repair={repair} drifted={drifted} />
          <p style={{ marginTop: 6 }}>{t.worst(formatShare(repair.worstDeviation))}</p>
          {repair.outside.length > 0 ? <><p>{t.outside}</p><ul>{repair.outside.map((why) => <li key={why}>{told(why)}</li>)}</ul></> : null}
          {error === null ? null : <Refusal error={error} />}
          <div className={styles.actions}>
            {sameGround && patch ? <Button onClick={() => onPreview({ scenarioId: item.scenarioId, seq, label: t.previewLabel(item.scenario), patch })}>{t.preview}</Button> : null}
            <Reasoned why={mayNot}><Button variant="filled" loading={busy} data-disabled={mayNot !== null || undefined} aria-disabled={mayNot !== null} onClick={() => { if (mayNot === null) void accept(); }}>{t.accept}</Button></Reasoned>
          </div>
          <p className={styles.dim} style={{ marginTop: 6 }}>{scenario !== undefined && !sameGround ? `${t.otherGround} ` : ''}{t.acceptWhy}</p>
        </>
      )}
      {item.scenarioId === scenarioId ? null : <div className={styles.actions}><Button onClick={() => go(routes.scenario(planId, item.scenarioId))}>{t.open}</Button></div>}
    </>
  );
}
