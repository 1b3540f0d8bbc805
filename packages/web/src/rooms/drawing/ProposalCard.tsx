import { Button, Loader } from '@mantine/core';
import { useEffect, useMemo, useRef } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import { formatBalance, formatCount, formatOfTarget } from '../../text/format.ts';
import { useText, type Catalogue } from '../../text/useText.ts';
import { BalanceBar } from '../../ui/BalanceBar.tsx';
import { Swatch } from '../../ui/Swatch.tsx';
import { nameOf } from '../scenarios/names.ts';
import styles from './Card.module.css';
import { proposalFigures, type Proposal } from './proposal.ts';
import type { Proposals } from './useProposals.ts';

const MEASURES = 3;

/** A swap, merge, split or evening-out as it would be: bars of everybody concerned, with a ghost of now; nothing happens before it is accepted. */
export function ProposalCard({ editor, colours, proposals, side }: { editor: Editor; colours: readonly number[]; proposals: Proposals; side: 'start' | 'end' }): React.ReactNode {
  const text = useText();
  const t = text.drawing.proposal;
  const { proposal, working, accept, drop } = proposals;
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus({ preventScroll: true }), [proposal]);
  const after = useMemo(() => (proposal ? proposalFigures(editor, proposal) : []), [editor, proposal]);
  if (working) return <div className={styles.card} role="status"><div className={styles.head}><Loader size={14} /><span>{t.working}</span><Button size="compact-sm" onClick={drop}>{t.drop}</Button></div></div>;
  if (!proposal) return null;
  const accounts = proposal.moves.units.reduce((sum, u) => sum + editor.accountsAt(u), 0);
  const measures = editor.measures.slice(0, MEASURES);
  const title = titleOf(proposal, editor, text);
  return (
    <div className={styles.card} data-side={side} role="dialog" aria-label={title}>
      <b>{title}</b>
      <span className={styles.note}>{t.moves(proposal.moves.units.length, accounts)}</span>
      <table className={styles.table}>
        <thead><tr><th scope="col">{text.drawing.shape.from}</th><th scope="col">{text.drawing.shape.cells}</th><th scope="col">{text.drawing.shape.accounts}</th>{measures.map(({ key }) => <th key={key} scope="col" colSpan={2}>{key}</th>)}</tr></thead>
        <tbody>
          {after.map(({ slot, name, units, accounts: held, balance }) => {
            const before = editor.state.figures[slot];
            return (
              <tr key={slot}>
                <th scope="row"><span className={styles.origin}><Swatch colour={colours[slot] ?? 0} />{name}</span></th>
                <td>{formatCount(units)}</td><td>{formatCount(held)}</td>
                {measures.map(({ key }, j) => {
                  const { deviation, inside } = balance[j];
                  const was = before?.balance[j].deviation;
                  return [
                    <td key={`${key} bar`} className={styles.bar}><BalanceBar {...balance[j]} before={was} /></td>,
                    <td key={`${key} figure`}>
                      <span className={inside ? '' : deviation > 0 ? styles.over : styles.under}>{formatBalance(deviation, inside)}</span>
                      <span className={styles.was}>{was === undefined ? t.fresh : t.was(formatOfTarget(was))}</span>
                    </td>,
                  ];
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
      <div className={styles.actions}>
        <Button ref={first} variant="filled" onClick={accept}>{t.accept}</Button>
        <Button onClick={drop}>{t.drop}</Button>
      </div>
    </div>
  );
}

function titleOf({ kind, title = '', touched, added }: Proposal, editor: Editor, { drawing, workspace }: Catalogue): string {
  const [a, b] = touched.map((slot) => nameOf(editor.state, slot, workspace.unassigned));
  const t = drawing.proposal;
  if (kind === 'repair') return t.repair(title);
  if (kind === 'split') return t.split(a, added.length + 1);
  return t[kind](a, b);
}
