import { count } from '../plural.ts';

const list = new Intl.ListFormat('en', { type: 'conjunction' });

/** The cursor that walks over cells by keys. */
export const cursor = {
  begin: 'Press Enter to walk over the cells with the arrow keys.',
  keys: 'Arrows go to the next cell, with Ctrl five cells. Shift picks cells, Space assigns, I reads, Escape leaves.',
  cell: (near: string | null, accounts: number, value: string | null, owner: string, others: readonly string[]) =>
    `${[near === null ? 'Open ground' : `Near ${near}`, count(accounts, 'account', 'accounts'), value, owner].filter((part) => part !== null).join(', ')}${others.length > 0 ? `; borders ${list.format(others)}` : ''}.`,
  picked: (n: number) => `${count(n, 'cell', 'cells')} picked.`,
  assigned: (n: number, name: string) => (n === 1 ? `Assigned to ${name}.` : `${count(n, 'cell', 'cells')} assigned to ${name}.`),
  already: (name: string) => `Belongs to ${name} already.`,
  nobody: 'Choose who gets the cells first: a number, comma or full stop.',
  fixed: 'Cells are changed in the table here.',
  rim: 'Nothing lies further that way.',
  left: 'The cell cursor is off.',
};
