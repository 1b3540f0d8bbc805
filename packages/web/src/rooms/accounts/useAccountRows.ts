import { useEffect, useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import type { AccountAsked } from '../../engine/AccountIndex.ts';
import type { EngineHost } from '../../engine/engineHost.ts';
import type { PlanMap } from '../../map/PlanMap.ts';
import type { Accounts } from './useAccounts.ts';

/** What a person asks of the table. */
export type RowsAsked = Pick<AccountAsked, 'text' | 'filter' | 'sort' | 'down'>;

const revisionOf = (state: EditorState): number => state.revision;
const territoriesOf = (state: EditorState): EditorState['territories'] => state.territories;

/** How long typing or drawing may go on before the rows are asked for anew. */
const PAUSE_MS = 120;

/** The rows of the table, by position: asked of the worker anew when the question, the assignment or the picture has changed. */
export function useAccountRows({ host, editor, accounts, map, selected }: { host: EngineHost; editor: Editor; accounts: Accounts; map: PlanMap | null; selected: number }): { rows: Uint32Array | null; asked: RowsAsked; ask(change: Partial<RowsAsked>): void } {
  const [asked, setAsked] = useState<RowsAsked>({ text: '', filter: 'all', sort: 'id', down: false });
  const [rows, setRows] = useState<Uint32Array | null>(null);
  const [moves, setMoves] = useState(0);
  const revision = useEditor(editor, revisionOf);
  const territories = useEditor(editor, territoriesOf);
  const { unitsId, names } = accounts;
  const byPicture = asked.filter === 'view';
  // An edit moves rows only where their territory matters.
  const byOwner = asked.filter === 'territory' || asked.filter === 'moved' || asked.sort === 'territory' ? revision : 0;
  const slot = asked.filter === 'territory' ? selected : -1;

  useEffect(() => {
    if (!map || !byPicture) return;
    const moved = (): void => setMoves((n) => n + 1);
    map.map.on('moveend', moved);
    return () => void map.map.off('moveend', moved);
  }, [map, byPicture]);

  useEffect(() => {
    if (!names) return;
    let live = true;
    const timer = setTimeout(() => {
      const bounds = byPicture ? map?.map.getBounds() : null;
      const box = bounds ? ([bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()] as const) : null;
      const question: AccountAsked = { ...asked, slots: editor.slots, slot, box, territories: territories.map((one) => one && { id: one.id, name: one.name }) };
      host.call('accountRows', { unitsId, asked: question }).then((found) => live && setRows(found), () => undefined);
    }, PAUSE_MS);
    return () => {
      live = false;
      clearTimeout(timer);
    };
  }, [host, unitsId, names, asked, byOwner, slot, moves, byPicture, map, editor, territories]);

  return { rows, asked, ask: (change) => setAsked((before) => ({ ...before, ...change })) };
}
