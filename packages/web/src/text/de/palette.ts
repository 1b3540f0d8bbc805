import { count } from '../plural.ts';

/** Die Befehle zum Tippen: ihr Feld, die Sätze, die verstanden werden, und was sie täten. */
export const palette = {
  title: 'Befehle',
  open: 'Befehle',
  field: 'Was getan werden soll',
  placeholder: 'Ein Befehl, oder „Nord in Ost zusammenlegen“, „wem gehört Acme“, „gehe zu Denver“',
  results: 'Was getan werden kann',
  grammar: {
    merge: ['{a} in {b} zusammenlegen', '{a} mit {b} zusammenlegen', 'lege {a} in {b} zusammen', 'lege {a} mit {b} zusammen', 'führe {a} mit {b} zusammen', 'führe {a} in {b} zusammen'],
    owner: ['wem gehört {a}', 'wer hat {a}', 'wer betreut {a}'],
    go: ['gehe zu {a}', 'geh zu {a}', 'springe zu {a}'],
    lockAll: ['alle sperren', 'alles sperren', 'alle Gebiete sperren', 'sperre alle', 'sperre alles'],
    unlockAll: ['alle freigeben', 'alles freigeben', 'alle Gebiete freigeben', 'alle entsperren', 'alles entsperren'],
  },
  groups: { sentence: 'Verstanden als', recent: 'Zuletzt', commands: 'Befehle' },
  merge: (gone: string, into: string) => `${gone} in ${into} zusammenlegen`,
  lockAll: 'Alle Gebiete sperren',
  unlockAll: 'Alle Gebiete freigeben',
  goTo: (place: string) => `Gehe zu ${place}`,
  preview: {
    command: (title: string) => `Die Eingabetaste startet: ${title}`,
    merge: (gone: string, into: string, cells: number, accounts: number) => `Die Eingabetaste zeigt es auf der Karte: ${count(cells, 'Zelle', 'Zellen')} und ${count(accounts, 'Kunde', 'Kunden')} von ${gone} gehen an ${into}. Nichts ändert sich, bevor Sie annehmen.`,
    locks: (n: number) => (n === 0 ? 'Das sind sie schon.' : `Die Eingabetaste ändert ${count(n, 'Gebiet', 'Gebiete')}, in einem Schritt, der zurückgenommen werden kann.`),
    account: (name: string, owner: string) => `${name} liegt in ${owner}. Die Eingabetaste zeigt es.`,
    place: (place: string, owner: string) => `${place} liegt in ${owner}. Die Eingabetaste führt hin.`,
    outside: (place: string) => `${place} liegt außerhalb des Plangebiets. Die Eingabetaste führt hin.`,
    person: (name: string, territories: string) => `${name} betreut ${territories}. Die Eingabetaste führt hin.`,
    territory: (name: string) => `Die Eingabetaste wählt ${name} und holt es heran.`,
    withPerson: (territory: string, person: string) => `${territory} (${person})`,
  },
  noPair: 'So heißen keine zwei Gebiete.',
  looking: 'Es wird gesucht …',
  nothing: (typed: string) => `Nichts passt zu „${typed}“.`,
};
