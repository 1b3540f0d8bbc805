import { count } from '../plural.ts';

/** Kunden: auf der Karte, in der Tabelle, im Inspektor. */
export const accounts = {
  title: 'Kunden',
  account: 'Kunde',
  loading: 'Kunden werden gelesen …',
  found: (n: number, of: number) => (n === of ? count(n, 'Kunde', 'Kunden') : `${count(n, 'Kunde', 'Kunden')} von ${count(of, '', '').trim()}`),
  find: 'Kunden suchen',
  filter: 'Welche Kunden',
  filters: {
    all: 'Alle Kunden',
    territory: 'Des gewählten Gebiets',
    of: (name: string) => `Von ${name}`,
    view: 'Im Bild',
    moved: 'Nicht da, wo sie heute sind',
    approximate: 'Über eine benachbarte Postleitzahl verortet',
  },
  id: 'Kennung',
  name: 'Name',
  territory: 'Gebiet',
  today: 'Heute',
  place: 'Ort',
  approximate: 'Seine Postleitzahl ist unbekannt: den Ort gab eine benachbarte.',
  selectCells: 'Die Zellen dieser Kunden auswählen, um sie zu verschieben oder festzuhalten',
  download: 'Diese Kunden als CSV herunterladen',
  file: 'kunden.csv',
  noMatch: (query: string) => `Kein Kunde passt zu „${query.trim()}“. Leeren Sie die Suche oder wählen Sie einen anderen Filter.`,
  nothing: 'Kein Kunde erfüllt diesen Filter. Wählen Sie einen anderen.',
  show: 'Auf der Karte zeigen',
  close: 'Kunden schließen',
  heap: (n: number) => count(n, 'Kunde', 'Kunden'),
};
