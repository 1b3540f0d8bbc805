import { Button } from '@mantine/core';
import type { Editor } from '../../editor/Editor.ts';
import { formatBalance, formatOfTarget } from '../../text/format.ts';
import { useText, type Catalogue } from '../../text/useText.ts';
import { Reasoned } from '../../ui/Reasoned.tsx';
import { looseText } from '../drawing/LooseCard.tsx';
import { nameOf } from '../scenarios/names.ts';
import type { Finding } from './findings.ts';
import styles from './Health.module.css';
import { isMapFinding, listRepair, type MapFinding } from './repairs.ts';

const SHOWN = 12;

/** A finding in words: its heading, and where it is. */
export function findingHead(finding: Finding, editor: Editor, text: Catalogue): { title: string; where: string | null } {
  const t = text.health;
  const word = (slot: number): string => nameOf(editor.state, slot, text.workspace.unassigned);
  switch (finding.kind) {
    case 'gap':
      return { title: t.ground.title(finding.units.length), where: t.ground.why(finding.accounts) };
    case 'loose':
      return { title: looseText(finding.end, editor, text), where: t.ground.why(finding.accounts) };
    case 'outside':
      return { title: t.finding.outside(word(finding.slots[0]), formatOfTarget(finding.balance.deviation)), where: t.finding.outsideWhere(finding.measure, formatOfTarget(-finding.balance.tolerance), formatOfTarget(finding.balance.tolerance)) };
    case 'twice':
      return { title: t.finding.twice(finding.accounts.length), where: null };
    case 'expired':
      return { title: t.finding.expired(finding.holds.length, finding.exceptions.length), where: null };
    case 'left':
    case 'doubled':
    case 'vacant':
      return { title: t.finding[finding.kind](finding.slots.length), where: null };
  }
}

interface Props {
  readonly finding: Finding;
  readonly editor: Editor;
  /** Why nothing can be repaired here; null when it can. */
  readonly blocked: string | null;
  onShow(): void;
  onRepair(finding: MapFinding): void;
  /** Opens the panel of people. */
  onPeople(): void;
}

/** What stands behind a finding: what it means, where it is, and the smallest repair. */
export function FindingBody({ finding, editor, blocked, onShow, onRepair, onPeople }: Props): React.ReactNode {
  const text = useText();
  const t = text.health.finding;
  const names = finding.slots.slice(0, SHOWN).map((slot) => nameOf(editor.state, slot, text.workspace.unassigned)).join(', ');
  const repair = isMapFinding(finding) ? (): void => onRepair(finding)
    : finding.kind === 'twice' || finding.kind === 'expired' ? (): void => void editor.together(listRepair(finding, editor)) : null;
  const takes = finding.kind === 'loose' && finding.end.taker === null ? t.noTaker : blocked;
  return (
    <>
      <p>{why(finding, text)}</p>
      {finding.kind === 'twice' ? <p className={styles.dim}>{finding.accounts.slice(0, SHOWN).join(', ')}</p> : null}
      {finding.kind === 'left' || finding.kind === 'doubled' || finding.kind === 'vacant' ? <p className={styles.dim}>{names}{finding.slots.length > SHOWN ? ` ${text.health.drift.more(finding.slots.length - SHOWN)}` : ''}</p> : null}
      <div className={styles.actions}>
        {repair === null ? <Button variant="filled" onClick={onPeople}>{t.people}</Button> : (
          <Reasoned why={takes}><Button variant="filled" data-disabled={takes !== null || undefined} aria-disabled={takes !== null} onClick={() => { if (takes === null) repair(); }}>{isMapFinding(finding) ? t.preview : t.lift}</Button></Reasoned>
        )}
        {finding.units.length > 0 || finding.slots.length > 0 ? <Button onClick={onShow}>{text.health.ground.show}</Button> : null}
      </div>
      {isMapFinding(finding) ? <p className={styles.dim} style={{ marginTop: 6 }}>{t.previewWhy}</p> : null}
    </>
  );
}

function why(finding: Finding, { health: { finding: t } }: Catalogue): string {
  if (finding.kind === 'outside') return t.outsideWhy(formatBalance(finding.balance.deviation, false));
  if (finding.kind === 'loose') return finding.end.kind === 'hole' ? t.holeWhy : t.islandWhy;
  return t[`${finding.kind}Why`];
}
