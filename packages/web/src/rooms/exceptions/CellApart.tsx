import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconArrowsExchange, IconDots, IconHandStop } from '@tabler/icons-react';
import { endpoints, type Edit, type ResultOf } from '@hexalign/api/contract';
import { useQuery } from '@tanstack/react-query';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { call } from '../../server/call.ts';
import { useText } from '../../text/useText.ts';
import { Reasoned } from '../../ui/Reasoned.tsx';
import { Refusal } from '../../ui/Refusal.tsx';
import { useToast } from '../../ui/toast.ts';
import { useMayNot } from '../auth/useMayNot.ts';
import inspector from '../scenarios/Inspector.module.css';
import type { ApartAsked } from './ApartAsked.ts';
import styles from './Exceptions.module.css';

const SHOWN = 50;
const whole = (state: EditorState): EditorState => state;

/** What can be set apart in the picked cells: the cells themselves, and, of one cell, each of its accounts. */
export function CellApart({ editor, unitsId, cells, onAsk }: { editor: Editor; unitsId: string; cells: ReadonlySet<number>; onAsk(asked: ApartAsked): void }): React.ReactNode {
  const text = useText();
  const t = text.exceptions;
  const toast = useToast();
  const mayNot = useMayNot()('scenario.edit');
  const { holds, named, territories, status } = useEditor(editor, whole);
  const unit = cells.size === 1 ? [...cells][0] : null;
  const accounts = useQuery({
    queryKey: ['accounts', unitsId, 'unit', unit], enabled: unit !== null && editor.accountsAt(unit) > 0, staleTime: Infinity,
    queryFn: ({ signal }): Promise<ResultOf<typeof endpoints.listAccounts>> => call(endpoints.listAccounts, { params: { unitsId }, query: { unit: unit!, limit: SHOWN }, signal }),
  });
  const why = mayNot ?? (editor.frozen ? `${text.workflow.frozen.title[status]} ${text.workflow.frozen.wayOut[status]}` : null);
  const held = [...cells].filter((u) => holds.has(`unit ${u}`));
  const run = (edits: Edit[], done: string): void => {
    if (editor.together(edits)) toast({ text: done, action: { label: text.shell.undo, run: () => void editor.undo('undo') } });
  };
  const lift = (subjects: readonly string[], name: string): void => run(subjects.map((subject) => ({ type: 'hold', subject, from: holds.get(subject) ?? null, to: null })), t.did.lift(name));
  const nameOfCells = held.length === 1 ? t.cell(editor.graph.ids[held[0]]) : text.workspace.cells(held.length);
  return (
    <section className={inspector.section} aria-label={t.title}>
      <div className={styles.actions} style={{ marginTop: 0 }}>
        {held.length < cells.size ? (
          <Reasoned why={why}>
            <Button leftSection={<IconHandStop size={14} stroke={1.6} />} data-disabled={why !== null || undefined} aria-disabled={why !== null} onClick={() => { if (why === null) onAsk({ kind: 'hold', units: [...cells].filter((u) => !holds.has(`unit ${u}`)).sort((a, b) => a - b) }); }}>{t.holdCells(cells.size - held.length)}</Button>
          </Reasoned>
        ) : null}
        {held.length > 0 && why === null ? <Button onClick={() => lift(held.map((u) => `unit ${u}`), nameOfCells)}>{t.liftAll}</Button> : null}
      </div>
      {held.slice(0, 3).map((u) => {
        const hold = holds.get(`unit ${u}`);
        return hold ? <p key={u} className={styles.hint} style={{ margin: '8px 0 0' }}>{t.cell(editor.graph.ids[u])}: {t.reason(hold.reason, hold.owner)}</p> : null;
      })}
      {unit === null ? null : (
        <>
          <h3 style={{ marginTop: 12 }}>{t.cellSection}<span className={inspector.note}>{editor.accountsAt(unit)}</span></h3>
          {editor.accountsAt(unit) === 0 ? <p className={styles.hint}>{t.noAccounts}</p> : null}
          {accounts.error ? <Refusal error={accounts.error} /> : null}
          <ul className={styles.list}>
            {(accounts.data?.accounts ?? []).map(({ id, name }) => {
              const exception = named.get(id);
              const isHeld = holds.has(`account ${id}`);
              const account = { id, name, slot: editor.slots[unit] };
              return (
                <li key={id} className={styles.item} style={{ gridTemplateColumns: 'minmax(0, 1fr) auto', alignItems: 'center', padding: '3px 0' }}>
                  <span className={styles.text}>
                    {name}
                    {exception ? <span className={styles.small}>◆ {t.exceptionTo(territories[exception.slot]?.name ?? '')}</span> : null}
                    {isHeld ? <span className={styles.small}>■ {t.held}</span> : null}
                  </span>
                  {why === null ? (
                    <Menu position="bottom-end">
                      <Menu.Target><Tooltip label={t.actionsOf(name)}><ActionIcon aria-label={t.actionsOf(name)}><IconDots size={16} stroke={1.6} /></ActionIcon></Tooltip></Menu.Target>
                      <Menu.Dropdown>
                        <Menu.Item leftSection={<IconArrowsExchange size={14} stroke={1.6} />} onClick={() => onAsk({ kind: 'named', account })}>{t.give}</Menu.Item>
                        {exception ? <Menu.Item onClick={() => run([{ type: 'named', account: id, from: exception, to: null }], t.did.end(name))}>{t.endOf(name)}</Menu.Item> : null}
                        {isHeld ? <Menu.Item onClick={() => lift([`account ${id}`], name)}>{t.liftOf(name)}</Menu.Item> : <Menu.Item leftSection={<IconHandStop size={14} stroke={1.6} />} onClick={() => onAsk({ kind: 'hold', account })}>{t.holdAccount}</Menu.Item>}
                      </Menu.Dropdown>
                    </Menu>
                  ) : null}
                </li>
              );
            })}
          </ul>
          {(accounts.data?.total ?? 0) > SHOWN ? <p className={styles.hint}>{t.moreAccounts(accounts.data!.total - SHOWN)}</p> : null}
        </>
      )}
    </section>
  );
}
