import { useEffect, useMemo, useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import type { PlanMap } from '../../map/PlanMap.ts';
import { mark } from '../../map/unitLayer.ts';
import { today } from '../../text/days.ts';
import { apartPins, heldBySlot, heldUnits, loadsOf } from './apart.ts';
import type { ApartAsked } from './ApartAsked.ts';
import { ApartDialog } from './ApartDialog.tsx';
import { useStanding } from './useLedger.ts';

/** What is set apart in the open scenario, for list and map, and the dialog that sets something apart. */
export interface Apart {
  ask(asked: ApartAsked): void;
  /** To be put somewhere on the page. */
  readonly dialog: React.ReactNode;
  /** How many things are held in each territory, by slot. */
  readonly held: ReadonlyMap<number, number>;
  /** How many cells are held. */
  readonly heldCells: number;
  readonly pins: ReturnType<typeof apartPins>;
}

const holdsOf = (state: EditorState): EditorState['holds'] => state.holds;
const namedOf = (state: EditorState): EditorState['named'] => state.named;
const revisionOf = (state: EditorState): number => state.revision;

export function useApart(editor: Editor, scenarioId: string, unitsId: string, map: PlanMap | null): Apart {
  const [asked, setAsked] = useState<ApartAsked | null>(null);
  const holds = useEditor(editor, holdsOf);
  const revision = useEditor(editor, revisionOf);
  const named = useEditor(editor, namedOf);
  const read = useStanding(editor, scenarioId);
  // What was taken back a moment ago is still in the answer before.
  const ledger = useMemo(() => read && { ...read, exceptions: read.exceptions.filter(({ account }) => named.has(account.id)), holds: read.holds.filter(({ subject }) => holds.has(subject)) }, [read, named, holds]);
  useEffect(() => editor.setLoads(loadsOf(ledger)), [editor, ledger]);
  const units = useMemo(() => heldUnits(holds, today()), [holds]);
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const held = useMemo(() => heldBySlot(units, editor.slots, ledger), [units, editor, ledger, revision]);
  const pins = useMemo(() => apartPins(ledger), [ledger]);
  useEffect(() => {
    if (!map) return;
    map.units.clearMark(mark.held);
    map.units.setMark(units, mark.held, true);
  }, [map, units]);
  const dialog = asked === null ? null : <ApartDialog editor={editor} unitsId={unitsId} asked={asked} onClose={() => setAsked(null)} />;
  return { ask: setAsked, dialog, held, heldCells: units.length, pins };
}
