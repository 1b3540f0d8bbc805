import type { Edit, GoalDoc, Territory } from '@hexalign/api/contract';
import { UNASSIGNED } from '@hexalign/engine';
import { assignEdit } from '../../editor/assignEdit.ts';
import type { Editor } from '../../editor/Editor.ts';
import { balanceOf, targetOf, type Balance } from '../../editor/figures.ts';
import type { Moves } from '../../editor/ground/moves.ts';

/** A change of several territories that is shown before it is made. Nothing happens until it is accepted. */
export interface Proposal {
  readonly kind: 'swap' | 'merge' | 'split' | 'even' | 'repair';
  /** What a repair puts right, in words; the others are named by their kind. */
  readonly title?: string;
  readonly moves: Moves;
  /** Territories that come, at slots after the last. */
  readonly added: readonly { readonly slot: number; readonly territory: Territory }[];
  /** Territories that go. */
  readonly removed: readonly number[];
  /** Slots whose figures change, in the order in which they are shown. */
  readonly touched: readonly number[];
  /** Targets that go over from one slot to others: the parts sum to 1. Nobody else's change. */
  readonly targets: { readonly from: number; readonly to: readonly { readonly slot: number; readonly part: number }[] } | null;
}

/** What a slot would be. */
export interface After {
  readonly slot: number;
  readonly name: string;
  readonly units: number;
  readonly accounts: number;
  readonly balance: readonly Balance[];
}

/** A share that is none: shares have to be above 0, also of a slot whose territory is gone. */
const NOTHING = 1e-12;

/** Lists of the scenario as they would be. */
function listsAfterwards({ state }: Pick<Editor, 'state'>, { added, removed, targets }: Proposal): { territories: (Territory | null)[]; goals: readonly GoalDoc[] } {
  const territories = [...state.territories];
  for (const { slot, territory } of added) territories[slot] = territory;
  for (const slot of removed) territories[slot] = null;
  if (targets === null) return { territories, goals: state.goals };
  const goals = state.goals.map((goal): GoalDoc => {
    const share = territories.map((_, slot) => targetOf(goal, 1, slot, state.territories));
    const given = share[targets.from];
    share[targets.from] = 0;
    for (const { slot, part } of targets.to) share[slot] += given * part;
    const whole = share.map((part) => Math.max(part, NOTHING));
    const sum = whole.reduce((a, b) => a + b, 0);
    return { ...goal, share: whole.map((part) => part / sum) };
  });
  return { territories, goals };
}

/** The proposal as edits of one gesture, in the order in which they fit; empty when nothing of it can be made. */
export function proposalEdits(editor: Editor, proposal: Proposal): Edit[] {
  const after = listsAfterwards(editor, proposal);
  const { edit, refused } = assignEdit(editor, proposal.moves, 'whatif');
  if (refused !== null && (proposal.removed.length > 0 || edit === null)) return [];
  const goals = after.goals.flatMap((goal): Edit[] => {
    const from = editor.state.goals.find(({ measure }) => measure === goal.measure);
    return from && from !== goal ? [{ type: 'goal', measure: goal.measure, from, to: goal }] : [];
  });
  return [
    ...proposal.added.map(({ slot, territory }): Edit => ({ type: 'territory', slot, from: null, to: territory })),
    ...goals,
    ...(edit ? [edit] : []),
    ...proposal.removed.map((slot): Edit => ({ type: 'territory', slot, from: editor.state.territories[slot], to: null })),
  ];
}

/** n slots as they would be, for the map. */
export function previewSlots(slots: Uint16Array, { moves }: Proposal): Uint16Array {
  const preview = slots.slice();
  moves.units.forEach((u, i) => (preview[u] = moves.to[i]));
  return preview;
}

/** What the touched slots would be, those that go left out. */
export function proposalFigures(editor: Editor, proposal: Proposal): After[] {
  const { territories, goals } = listsAfterwards(editor, proposal);
  const { measures, slots } = editor;
  const rows = new Map(proposal.touched.map((slot) => {
    const now = slot === UNASSIGNED || editor.state.figures[slot] ? editor.figureOf(slot) : null;
    return [slot, { units: now?.units ?? 0, accounts: now?.accounts ?? 0, sums: measures.map((_, j) => now?.balance[j].sum ?? 0) }];
  }));
  proposal.moves.units.forEach((u, i) => {
    const change = (slot: number, sign: 1 | -1): void => {
      const row = rows.get(slot);
      if (!row) return;
      row.units += sign;
      row.accounts += sign * editor.accountsAt(u);
      measures.forEach(({ values }, j) => (row.sums[j] += sign * values[u]));
    };
    change(slots[u], -1);
    change(proposal.moves.to[i], 1);
  });
  return proposal.touched.flatMap((slot): After[] => {
    const row = rows.get(slot);
    const territory = territories[slot];
    if (!row || !territory) return [];
    const balance = measures.map(({ key }, j) => {
      const goal = goals.find(({ measure }) => measure === key);
      return balanceOf(row.sums[j], targetOf(goal, editor.totalOf(j), slot, territories), goal?.tolerance ?? 0);
    });
    return [{ slot, name: territory.name, units: row.units, accounts: row.accounts, balance }];
  });
}
