import { count } from '../plural.ts';

const list = new Intl.ListFormat('de', { type: 'conjunction' });

/** Der Zeiger, der mit Tasten über Zellen geht. */
export const cursor = {
  begin: 'Eingabe drücken, um mit den Pfeiltasten über die Zellen zu gehen.',
  keys: 'Pfeile gehen zur nächsten Zelle, mit Strg fünf Zellen. Umschalt wählt Zellen, Leertaste teilt zu, I liest vor, Escape verlässt.',
  cell: (near: string | null, accounts: number, value: string | null, owner: string, others: readonly string[]) =>
    `${[near === null ? 'Freies Land' : `Bei ${near}`, count(accounts, 'Kunde', 'Kunden'), value, owner].filter((part) => part !== null).join(', ')}${others.length > 0 ? `; grenzt an ${list.format(others)}` : ''}.`,
  picked: (n: number) => `${count(n, 'Zelle', 'Zellen')} gewählt.`,
  assigned: (n: number, name: string) => (n === 1 ? `${name} zugeteilt.` : `${count(n, 'Zelle', 'Zellen')} ${name} zugeteilt.`),
  already: (name: string) => `Gehört schon ${name}.`,
  nobody: 'Wählen Sie zuerst, wer die Zellen bekommt: eine Zahl, Komma oder Punkt.',
  fixed: 'Geändert werden Zellen hier in der Tabelle.',
  rim: 'In dieser Richtung liegt nichts mehr.',
  left: 'Der Zellzeiger ist aus.',
};
