import { Button } from '@mantine/core';
import { endpoints } from '@hexalign/api/contract';
import { useQuery } from '@tanstack/react-query';
import type { FeatureCollection } from 'geojson';
import { useEffect } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import { useStill } from '../../editor/useStill.ts';
import { call } from '../../server/call.ts';
import { formatAmount, formatShare } from '../../text/format.ts';
import { useText, type Catalogue } from '../../text/useText.ts';
import { Reasoned } from '../../ui/Reasoned.tsx';
import { Refusal } from '../../ui/Refusal.tsx';
import type { Proposal } from '../drawing/proposal.ts';
import { nameOf } from '../scenarios/names.ts';
import styles from './Health.module.css';
import type { OverlapItem } from './issues.ts';
import { disputed, overlapProposal } from './overlapRepairs.ts';

/** Two areas in words: their heading, and what they share. */
export function overlapHead({ a, b, kind, layer, km2, share, count }: OverlapItem, { overlaps: t }: Catalogue): { title: string; where: string } {
  return { title: t.title(a.name ?? a.id, b.name ?? b.id, kind), where: t.where(layer, formatAmount(km2, 'km2'), formatShare(share), count) };
}

export interface OverlapProps {
  readonly item: OverlapItem;
  readonly planId: string;
  readonly editor: Editor;
  /** Why nothing can be repaired here; null when it can. */
  readonly blocked: string | null;
  /** Draws the shared ground while the entry is open; null takes it away. */
  onOutline(outline: FeatureCollection | null): void;
  onShow(): void;
  onRepair(proposal: () => Proposal | null): void;
}

/** Two areas of a layer that cover the same ground: who has it, and what it would cost to give it to one. */
export function OverlapIssue({ item, planId, editor, blocked, onOutline, onShow, onRepair }: OverlapProps): React.ReactNode {
  const text = useText();
  const t = text.overlaps;
  // Whose the ground is changes with every edit.
  useStill(editor);
  const found = useQuery({ queryKey: ['overlap', planId, item.item, item.km2, item.count], staleTime: Infinity, queryFn: ({ signal }) => call(endpoints.readOverlap, { params: { planId }, query: { item: item.item }, signal }) });
  const outline = found.data?.outline;
  useEffect(() => {
    if (outline === undefined) return;
    onOutline({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry: outline as { type: 'MultiPolygon'; coordinates: number[][][][] } }] });
    return () => onOutline(null);
  }, [outline, onOutline]);
  const [a, b] = [item.a.name ?? item.a.id, item.b.name ?? item.b.id];
  const first = item.a.id < item.b.id ? a : b;
  const word = (slot: number): string => nameOf(editor.state, slot, text.workspace.unassigned);
  const sameGround = found.data?.fingerprint === editor.graph.fingerprint;
  const whose = found.data && sameGround ? disputed(item, found.data, editor) : null;
  const { title } = overlapHead(item, text);
  return (
    <>
      <p>{item.own ? t.whyOwn(item.layer, first) : t.why(item.layer, first)}</p>
      {found.isPending ? <p className={styles.dim} role="status">{t.loading}</p> : null}
      {found.error ? <Refusal error={found.error} /> : null}
      {found.data && !sameGround ? <p className={styles.dim}>{t.otherGround}</p> : null}
      {whose === null ? null : (
        <>
          {whose.holders.length === 0 ? <p>{t.nobody}</p> : whose.options.length === 0 ? <p>{t.agreed(word(whose.holders[0].slot))}</p> : (
            <ul>
              {[[a, whose.a] as const, [b, whose.b] as const].map(([area, slot]) => (slot === null ? null : <li key={area}>{item.own ? t.lies(area, word(slot)) : t.most(area, word(slot))}</li>))}
              {item.own ? null : whose.holders.slice(0, 4).map(({ slot, units }) => <li key={slot}>{t.holds(word(slot), units)}</li>)}
            </ul>
          )}
        </>
      )}
      <div className={styles.actions}>
        {whose?.options.map((option) => {
          const { slot, moves: { units } } = option;
          return (
            <Reasoned key={slot} why={blocked}>
              <Button data-disabled={blocked !== null || undefined} aria-disabled={blocked !== null} onClick={() => { if (blocked === null) onRepair(() => overlapProposal(title, option, editor)); }}>{item.own ? t.giveBoth(word(slot), units.length) : t.give(word(slot), units.length)}</Button>
            </Reasoned>
          );
        })}
        <Button onClick={onShow}>{text.health.drift.preview}</Button>
      </div>
      {whose !== null && whose.options.length > 0 ? <p className={styles.dim} style={{ marginTop: 6 }}>{t.giveWhy}</p> : null}
      <p className={styles.dim} style={{ marginTop: 6 }}>{item.own ? t.mendOwn : t.mend}{item.more > 0 ? ` ${t.more(item.more)}` : ''}</p>
    </>
  );
}
