import type { Edit } from '@hexalign/api/contract';
import { UNASSIGNED } from '@hexalign/engine';
import { compactProblem } from '../../editor/compactProblem.ts';
import type { Editor } from '../../editor/Editor.ts';
import type { Moves } from '../../editor/ground/moves.ts';
import type { EngineHost } from '../../engine/engineHost.ts';
import type { Proposal } from '../drawing/proposal.ts';
import type { Finding } from './findings.ts';

/** A finding that the map repairs: it is shown there with its cost before it is made. */
export type MapFinding = Extract<Finding, { kind: 'gap' | 'loose' | 'outside' }>;

export function isMapFinding(finding: Finding): finding is MapFinding {
  return finding.kind === 'gap' || finding.kind === 'loose' || finding.kind === 'outside';
}

/** The smallest repair of a finding; null where there is none. Nothing is changed by asking. */
export async function repairOf(finding: MapFinding, editor: Editor, host: EngineHost, title: string): Promise<Proposal | null> {
  const moves = finding.kind === 'loose' ? givenAway(finding) : await worked(finding, editor, host);
  // What cannot be moved is no repair.
  const open = moves.units.flatMap((u, i) => (editor.refusalOf(u, moves.to[i]) === null ? [i] : []));
  if (open.length === 0) return null;
  const [units, to] = [open.map((i) => moves.units[i]), open.map((i) => moves.to[i])];
  const touched = [...new Set([...finding.slots, ...units.map((u) => editor.slots[u]), ...to])].filter((slot) => slot !== UNASSIGNED && editor.state.territories[slot]);
  return { kind: 'repair', title, moves: { units, to }, added: [], removed: [], touched, targets: null };
}

function givenAway({ end }: Extract<Finding, { kind: 'loose' }>): Moves {
  return end.taker === null ? { units: [], to: [] } : { units: end.units, to: end.units.map(() => end.taker as number) };
}

async function worked({ kind, slots: [slot] }: Extract<Finding, { kind: 'gap' | 'outside' }>, editor: Editor, host: EngineHost): Promise<Moves> {
  const { problem, slots, live } = compactProblem(editor);
  const after = await host.call('repaired', { fingerprint: editor.graph.fingerprint, problem, slots, at: kind === 'outside' ? live.indexOf(slot) : null });
  const units: number[] = [];
  const to: number[] = [];
  after.forEach((compact, u) => {
    const next = live[compact];
    if (next === undefined || next === editor.slots[u]) return;
    units.push(u);
    to.push(next);
  });
  return { units, to };
}

/** What takes back holds and exceptions that are over, or holds that an exception contradicts; one gesture. */
export function listRepair(finding: Extract<Finding, { kind: 'twice' | 'expired' }>, { state }: Editor): Edit[] {
  const holds = finding.kind === 'twice' ? finding.accounts.map((account) => `account ${account}`) : finding.holds;
  const exceptions = finding.kind === 'twice' ? [] : finding.exceptions;
  return [
    ...holds.flatMap((subject): Edit[] => { const from = state.holds.get(subject); return from ? [{ type: 'hold', subject, from, to: null }] : []; }),
    ...exceptions.flatMap((account): Edit[] => { const from = state.named.get(account); return from ? [{ type: 'named', account, from, to: null }] : []; }),
  ];
}
