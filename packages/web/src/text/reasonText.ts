import type { Reason } from '@hexalign/api/contract';
import { askedText } from './askedText.ts';
import { formatDay } from './days.ts';
import type { Catalogue } from './useText.ts';
import { told } from './told.ts';

/** One sentence that says why something is where it is, in the reader's language: made from the cause and the entry of the history. */
export function reasonText({ cause, entry }: Pick<Reason, 'cause' | 'entry'>, { reasons: t }: Pick<Catalogue, 'reasons'>): string {
  const by = entry === null ? '' : t.by(told(entry.actor.name), formatDay(entry.at.slice(0, 10)));
  const also = (text: string | undefined): string => `${by}${text === undefined || text === '' ? '' : t.said(text.replace(/[.\s]+$/, ''))}`;
  switch (cause.kind) {
    case 'hand': return t.hand(also(cause.text));
    case 'whatif': return (cause.playbooks === undefined ? t.repair : t.whatif)(also(askedText(cause.text)));
    case 'leave': return t.leave(told(cause.person), also(cause.text && askedText(cause.text)));
    case 'hire': return t.hire(told(cause.person), also(cause.text && askedText(cause.text)));
    case 'rule': return t.rule(cause.rule, by);
    case 'solver': return cause.preset === null || cause.seed === null ? t.solver(by) : t.solverOf(cause.preset, cause.seed, by);
    case 'import': return cause.filename === null ? t.file(by) : t.fileOf(cause.filename, by);
    case 'merge': return t.merge(by);
    case 'undo': return t.undo(by);
    case 'redo': return t.redo(by);
    case 'copy': return t.copy;
    case 'empty': return t.empty;
  }
}
