import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { compactProblem } from '../../editor/compactProblem.ts';
import type { Editor } from '../../editor/Editor.ts';
import { flood } from '../../editor/ground/flood.ts';
import type { EngineHost } from '../../engine/engineHost.ts';
import { useText } from '../../text/useText.ts';
import { useToast } from '../../ui/toast.ts';
import { nameOf } from '../scenarios/names.ts';
import { refusalAction, refusalText } from '../scenarios/refusalText.ts';
import { evenOf, mergeOf, splitOf, swapCellsOf, swapOf, unitsOf } from './proposals.ts';
import { proposalEdits, type Proposal } from './proposal.ts';

export interface Proposals {
  readonly proposal: Proposal | null;
  /** The engine is at it. */
  readonly working: boolean;
  swap(a: number, b: number): void;
  swapCells(cells: ReadonlySet<number>): void;
  merge(slot: number, into: number): void;
  evenOut(a: number, b: number): void;
  /** Parts alike in area or in every measure, found by the engine. */
  split(slot: number, parts: number, by: 'area' | 'balance'): void;
  /** Parts that are given, the first stays. */
  splitInto(slot: number, parts: readonly (readonly number[])[]): void;
  /** Offers what somebody else found; null says that nothing could be found. */
  offer(question: () => Promise<Proposal | null>): void;
  accept(): void;
  drop(): void;
}

/** Changes of whole territories that are shown before they are made; a change by somebody else, or of one's own, drops them. */
export function useProposals(editor: Editor, host: EngineHost, onMade: (slots: readonly number[]) => void): Proposals {
  const text = useText();
  const toast = useToast();
  const [proposal, setProposal] = useState<Proposal | null>(null);
  const [working, setWorking] = useState(false);
  const turn = useRef(0);
  const made = useRef(onMade);
  made.current = onMade;
  const t = text.drawing.toast;

  const drop = useCallback(() => {
    turn.current++;
    setWorking(false);
    setProposal(null);
  }, []);
  // What cannot be accepted is not worked out either: the first that is locked is named.
  const barred = useCallback((slots: readonly number[]): boolean => {
    const locked = slots.find((slot) => editor.state.locks.has(slot));
    if (locked === undefined) return false;
    const refusal = { kind: 'locked', slot: locked } as const;
    toast({ text: refusalText(refusal, editor, text), tone: 'warning', action: refusalAction(refusal, editor, text) });
    return true;
  }, [editor, toast, text]);
  const propose = useCallback((next: Proposal | null) => {
    turn.current++;
    setWorking(false);
    if (next && !editor.refuseFrozen() && !barred(next.touched)) setProposal(next);
  }, [editor, barred]);
  const ask = useCallback(async (question: () => Promise<Proposal | null>, none = t.even) => {
    if (editor.refuseFrozen()) return;
    const mine = ++turn.current;
    setProposal(null);
    setWorking(true);
    try {
      const found = await question();
      if (turn.current !== mine) return;
      setWorking(false);
      if (found) setProposal(found);
      else toast({ text: none });
    } catch (error) {
      if (turn.current !== mine) return;
      setWorking(false);
      toast({ text: t.failed(error instanceof Error ? error.message : String(error)), tone: 'warning' });
    }
  }, [editor, toast, t]);

  // The ground under a proposal must be what it was made for.
  useEffect(() => {
    if (!proposal) return;
    const { revision } = editor.state;
    return editor.subscribe(() => { if (editor.state.revision !== revision || editor.state.stroke) drop(); });
  }, [editor, proposal, drop]);

  return useMemo((): Proposals => {
    const { fingerprint } = editor.graph;
    const word = (slot: number): string => nameOf(editor.state, slot, text.workspace.unassigned);
    return {
      proposal, working, drop,
      offer: (question) => void ask(question, t.noRepair),
      swap: (a, b) => propose(swapOf(editor.slots, a, b)),
      swapCells: (cells) => propose(swapCellsOf(editor.slots, cells, editor.state.territories)),
      merge: (slot, into) => {
        const together = new Set([...unitsOf(editor.slots, slot), ...unitsOf(editor.slots, into)]);
        const [start] = together;
        const whole = start === undefined || touching(editor, slot, into) || flood(editor.graph, start, (u) => together.has(u)).length === together.size;
        if (whole) propose(mergeOf(editor.slots, slot, into));
        else toast({ text: t.apart(word(slot), word(into)), tone: 'warning' });
      },
      evenOut: (a, b) => void (barred([a, b]) || ask(async () => {
        const { problem, slots, live } = compactProblem(editor);
        const solution = await host.call('evenOut', { fingerprint, problem, slots, a: live.indexOf(a), b: live.indexOf(b) });
        const found = evenOf(editor.slots, solution.slots, live, a, b);
        return found.moves.units.length > 0 ? found : null;
      })),
      split: (slot, parts, by) => {
        const own = unitsOf(editor.slots, slot);
        if (barred([slot])) return;
        if (own.length < parts) return toast({ text: t.tooFew(word(slot), own.length, parts), tone: 'warning' });
        void ask(async () => {
          const { problem, slots, live } = compactProblem(editor);
          const found = await host.call('inParts', { fingerprint, problem, slots, slot: live.indexOf(slot), parts, by });
          const lists: number[][] = Array.from({ length: parts }, () => []);
          own.forEach((u) => lists[found[u] < live.length ? 0 : found[u] - live.length + 1].push(u));
          return splitOf(editor.state.territories, slot, lists);
        });
      },
      splitInto: (slot, parts) => {
        const [measure] = editor.measures;
        propose(splitOf(editor.state.territories, slot, parts, parts.map((units) => units.reduce((sum, u) => sum + (measure?.values[u] ?? 0), 0))));
      },
      accept: () => {
        if (!proposal) return;
        const edits = proposalEdits(editor, proposal);
        drop();
        if (edits.length === 0) toast({ text: text.drawing.proposal.cannot, tone: 'warning' });
        else if (editor.together(edits)) made.current(proposal.touched.filter((slot) => editor.state.territories[slot]));
      },
    };
  }, [proposal, working, editor, host, barred, propose, ask, drop, toast, text, t]);
}

/** Two territories share a border. */
function touching({ graph: { offsets, neighbors }, slots }: Editor, a: number, b: number): boolean {
  for (let u = 0; u < slots.length; u++) {
    if (slots[u] !== a) continue;
    for (let e = offsets[u]; e < offsets[u + 1]; e++) if (slots[neighbors[e]] === b) return true;
  }
  return false;
}
