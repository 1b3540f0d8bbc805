import type { Origin } from '../scenarios/provenance.ts';

/** One sentence that says why, for a person: what was done, by whom, when. */
export function reasonText({ cause, entry }: Pick<Origin, 'cause' | 'entry'>): string {
  const by = entry === null ? '' : ` by ${entry.actor.name}`;
  const on = entry === null ? '' : ` on ${entry.at.slice(0, 10)}`;
  switch (cause.kind) {
    case 'hand': return `Changed by hand${by}${on}${said(cause.text)}.`;
    case 'whatif': return `Moved in a ${cause.playbooks === undefined ? 'repair' : 'what-if'}${by}${on}${said(cause.text)}.`;
    case 'leave': return `Given on because ${cause.person} leaves${by}${on}${said(cause.text)}.`;
    case 'hire': return `Given to make work for ${cause.person}${by}${on}${said(cause.text)}.`;
    case 'rule': return `Moved by the rule "${cause.rule}"${by}${on}.`;
    case 'solver': return `Placed by a design${settings(cause)}, started${by}${on}.`;
    case 'import': return cause.filename === null ? `Brought in from a file${by}${on}.` : `Brought in from ${cause.filename}${by}${on}.`;
    case 'merge': return `Merged from another scenario${by}${on}.`;
    case 'undo': return `A change was taken back${by}${on}.`;
    case 'redo': return `A change that was taken back was made again${by}${on}.`;
    case 'copy': return 'So it was in the scenario that this one was copied from.';
    case 'empty': return 'Nobody has assigned it yet.';
  }
}

function said(text: string | undefined): string {
  return text === undefined || text === '' ? '' : `: ${text.replace(/[.\s]+$/, '')}`;
}

function settings({ preset, seed }: { readonly preset: string | null; readonly seed: number | null }): string {
  return preset === null || seed === null ? '' : ` (${preset}, seed ${seed})`;
}
