import type { ToldWords } from '../Teller.ts';

/** Vergleich von Seiten: Sätze des Servers. */
export const sides: ToldWords = {
  'two to four sides, joined by commas': 'zwei bis vier Seiten, durch Kommas verbunden',
  'the id of a scenario, with @ and a number where a state of it is meant, or force, owners, or file: with the id of an upload': 'die Kennung eines Szenarios, mit @ und einer Zahl, wo ein Stand davon gemeint ist, oder force, owners oder file: mit der Kennung einer hochgeladenen Datei',
  'a scenario of this plan': 'ein Szenario dieses Plans',
  'a plan in force today': 'ein Plan, der heute in Kraft ist',
  'Bring a scenario into force, or choose another side.': 'Setzen Sie ein Szenario in Kraft, oder wählen Sie eine andere Seite.',
  'accounts with an owner': 'Kunden mit Betreuung',
  'Import the accounts with a column of their present territory, or choose another side.': 'Importieren Sie die Kunden mit einer Spalte ihres jetzigen Gebiets, oder wählen Sie eine andere Seite.',
  'columns {0}': 'die Spalten {0}',
  'a column of territories': 'eine Spalte der Gebiete',
  'a column of accounts, cells or postal codes of this plan': 'eine Spalte mit Kunden, Zellen oder Postleitzahlen dieses Plans',
  'Head the column of territories “territory”, and the other one “id”, “cell” or “postal”.': 'Überschreiben Sie die Spalte der Gebiete mit „territory“ und die andere mit „id“, „cell“ oder „postal“.',
};
