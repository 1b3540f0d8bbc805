import { Button } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import type { Edit } from '@hexalign/api/contract';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { formatShare } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Reasoned } from '../../ui/Reasoned.tsx';
import { Refusal } from '../../ui/Refusal.tsx';
import { useToast } from '../../ui/toast.ts';
import { useMayNot } from '../auth/useMayNot.ts';
import inspector from '../scenarios/Inspector.module.css';
import { PanelHead } from '../scenarios/PanelHead.tsx';
import type { ApartAsked } from './ApartAsked.ts';
import { PricesSection } from '../why/PricesSection.tsx';
import { ExceptionRow } from './ExceptionRow.tsx';
import { HoldRow } from './HoldRow.tsx';
import styles from './Exceptions.module.css';
import { useLedger, type Exception, type Held } from './useLedger.ts';

/** More exceptions than this, and borders no longer describe the field. */
const MUCH = 0.1;
const statusOf = (state: EditorState): EditorState['status'] => state.status;

/** The ledger: accounts apart from their ground, and what stays where it is, in place of the inspector. */
export function ExceptionsPanel({ editor, scenarioId, onAsk, onShow, onClose }: { editor: Editor; scenarioId: string; onAsk(asked: ApartAsked): void; onShow(at: readonly [number, number]): void; onClose(): void }): React.ReactNode {
  const text = useText();
  const t = text.exceptions;
  const toast = useToast();
  const mayNot = useMayNot()('scenario.edit');
  const status = useEditor(editor, statusOf);
  const ledger = useLedger(editor, scenarioId);
  const why = mayNot ?? (editor.frozen ? `${text.workflow.frozen.title[status]} ${text.workflow.frozen.wayOut[status]}` : null);
  const take = (done: string, edit: Edit): void => {
    if (editor.together([edit])) toast({ text: done, action: { label: text.shell.undo, run: () => void editor.undo('undo') } });
  };
  const end = ({ account }: Exception): void => take(t.did.end(account.name), { type: 'named', account: account.id, from: editor.state.named.get(account.id) ?? null, to: null });
  const lift = (held: Held, name: string): void => take(t.did.lift(name), { type: 'hold', subject: held.subject, from: editor.state.holds.get(held.subject) ?? null, to: null });
  const { exceptions = [], holds = [], share = 0 } = ledger.data ?? {};
  const standing = exceptions.filter(({ expired }) => !expired);
  const lasting = holds.filter(({ expired }) => !expired);
  const past = [...exceptions.filter(({ expired }) => expired), ...holds.filter(({ expired }) => expired)];
  const exceptionRow = (one: Exception): React.ReactNode => <ExceptionRow key={one.account.id} exception={one} measures={ledger.data?.measures ?? []} onEnd={why === null ? () => end(one) : null} onShow={onShow} />;
  const holdRow = (one: Held): React.ReactNode => <HoldRow key={one.subject} held={one} onLift={why === null ? (name) => lift(one, name) : null} onShow={onShow} />;
  const section = (title: string, rows: React.ReactNode[], hint?: React.ReactNode): React.ReactNode =>
    rows.length === 0 ? null : (
      <section className={inspector.section} aria-label={title}>
        <h3>{title}<span className={inspector.note}>{rows.length}</span></h3>
        {hint}
        <ul className={styles.list}>{rows}</ul>
      </section>
    );
  return (
    <aside className={inspector.panel} aria-label={t.title}>
      <PanelHead title={t.title} onClose={onClose} />
      <div className={inspector.body}>
        {ledger.error ? <div className={inspector.section}><Refusal error={ledger.error} /></div> : null}
        {ledger.data && exceptions.length + holds.length === 0 ? <EmptyState icon={<IconArrowsExchange size={22} stroke={1.6} />} title={t.none.title} why={t.none.why} /> : null}
        {section(t.standing, standing.map(exceptionRow), share > 0 ? <p className={share > MUCH ? `${styles.hint} ${styles.warning}` : styles.hint}>{(share > MUCH ? t.shareMuch : t.share)(formatShare(share))}</p> : null)}
        {section(t.holds, lasting.map(holdRow))}
        {section(t.past, past.map((one) => ('subject' in one ? holdRow(one) : exceptionRow(one))), <p className={styles.hint}>{t.pastWhy}</p>)}
        <PricesSection editor={editor} scenarioId={scenarioId} />
        <div className={inspector.section}>
          <div className={styles.actions} style={{ marginTop: 0 }}>
            {(['named', 'hold'] as const).map((kind) => (
              <Reasoned key={kind} why={why}><Button data-disabled={why !== null || undefined} aria-disabled={why !== null} onClick={() => { if (why === null) onAsk({ kind, account: null }); }}>{kind === 'named' ? t.add : t.addHold}</Button></Reasoned>
            ))}
          </div>
        </div>
      </div>
    </aside>
  );
}
