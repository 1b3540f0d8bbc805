import { mannerOf, Teller } from '../../contract/told/Teller.ts';
import { german as told } from '../../contract/told/german.ts';
import type { ReportLanguage } from '../../contract/exports.ts';

/** The words of reports and printed maps: of what people read, never of what programs read. */
export interface ReportWords {
  /** How numbers are written, BCP 47. */
  readonly numbers: string;
  readonly sheets: { readonly summary: string; readonly territories: string; readonly accounts: string; readonly changes: string };
  readonly what: string;
  readonly value: string;
  readonly facts: { readonly plan: string; readonly scenario: string; readonly revision: string; readonly day: string; readonly planId: string; readonly document: string; readonly assignment: string; readonly territories: string; readonly units: string; readonly nobodys: string; readonly accounts: string; readonly moved: string; readonly feasible: string; readonly notKept: string };
  readonly yes: string;
  readonly no: string;
  total(measure: string): string;
  tolerance(measure: string): string;
  largest(measure: string): string;
  readonly columns: Readonly<Record<string, string>>;
  readonly nothingToday: string;
  territoryCount(n: number): string;
  readonly within: string;
  readonly outside: string;
  deviation(percent: string): string;
  readonly overview: string;
  readonly territory: string;
  readonly toTarget: string;
  ofTarget(measure: string): string;
  toTargetOf(measure: string): string;
  moreRows(n: number): string;
  more(n: string): string;
  loose(n: number): string;
  readonly neighbours: string;
  readonly dots: string;
  readonly largestAccounts: string;
  page(n: number, of: number): string;
  planStamp(id: string): string;
  hashStamp(hash: string): string;
  /** A sentence of the server, such as what is not kept, or the words for a revision. */
  tell(said: string): string;
  /** Short for 10^9, 10^6, 10^3. */
  readonly large: readonly [string, string, string];
}

const english: ReportWords = {
  numbers: 'en-US',
  sheets: { summary: 'Summary', territories: 'Territories', accounts: 'Accounts', changes: 'Changes' },
  what: 'What', value: 'Value',
  facts: { plan: 'Plan', scenario: 'Scenario', revision: 'Revision', day: 'Day', planId: 'Plan id', document: 'Hash of the document', assignment: 'Hash of the assignment', territories: 'Territories', units: 'Units', nobodys: 'Units that nobody has', accounts: 'Accounts', moved: 'Accounts that change hands', feasible: 'Within tolerance', notKept: 'Not kept' },
  yes: 'yes', no: 'no',
  total: (measure) => `${measure}: total`, tolerance: (measure) => `${measure}: tolerance`, largest: (measure) => `${measure}: largest deviation`,
  columns: { units: 'Units of ground', accounts: 'Accounts', areaKm2: 'Area, km²', momentCompactness: 'Compactness (moment)', polsbyPopper: 'Compactness (Polsby-Popper)', pieces: 'Pieces' },
  nothingToday: 'Nothing is known of territories of today to compare with.',
  territoryCount: (n) => `${n} territories`, within: 'within tolerance', outside: 'not within tolerance', deviation: (percent) => `largest deviation ${percent}`,
  overview: 'Overview', territory: 'Territory', toTarget: 'to target', ofTarget: (measure) => `${measure} target`, toTargetOf: (measure) => `${measure} to target`,
  moreRows: (n) => `and ${n} more: see the report or the map book`, more: (n) => `and ${n} more`, loose: (n) => `${n} units that nobody has`,
  neighbours: 'neighbours', dots: 'accounts', largestAccounts: 'Largest accounts',
  page: (n, of) => `page ${n} of ${of}`, planStamp: (id) => `plan ${id}`, hashStamp: (hash) => `hash ${hash}`,
  tell: (said) => said,
  large: ['bn', 'm', 'k'],
};

/** Made when the first sentence is to be told. */
let teller: Teller | null = null;

const german: ReportWords = {
  numbers: 'de-DE',
  sheets: { summary: 'Übersicht', territories: 'Gebiete', accounts: 'Kunden', changes: 'Wechsel' },
  what: 'Was', value: 'Wert',
  facts: { plan: 'Plan', scenario: 'Szenario', revision: 'Fassung', day: 'Tag', planId: 'Kennung des Plans', document: 'Hash des Dokuments', assignment: 'Hash der Zuordnung', territories: 'Gebiete', units: 'Zellen', nobodys: 'Zellen, die niemand hat', accounts: 'Kunden', moved: 'Kunden, die wechseln', feasible: 'Innerhalb der Toleranz', notKept: 'Nicht eingehalten' },
  yes: 'ja', no: 'nein',
  total: (measure) => `${measure}: Summe`, tolerance: (measure) => `${measure}: Toleranz`, largest: (measure) => `${measure}: größte Abweichung`,
  columns: { id: 'Kennung', name: 'Name', territory: 'Gebiet', 'territory name': 'Name des Gebiets', unit: 'Zelle', lng: 'Länge', lat: 'Breite', today: 'heute', from: 'von', to: 'zu', units: 'Zellen', accounts: 'Kunden', areaKm2: 'Fläche, km²', momentCompactness: 'Geschlossenheit (Moment)', polsbyPopper: 'Geschlossenheit (Polsby-Popper)', pieces: 'Stücke' },
  nothingToday: 'Über heutige Gebiete, mit denen sich vergleichen ließe, ist nichts bekannt.',
  territoryCount: (n) => `${n} ${n === 1 ? 'Gebiet' : 'Gebiete'}`, within: 'innerhalb der Toleranz', outside: 'nicht innerhalb der Toleranz', deviation: (percent) => `größte Abweichung ${percent}`,
  overview: 'Übersicht', territory: 'Gebiet', toTarget: 'zum Ziel', ofTarget: (measure) => `${measure}, Ziel`, toTargetOf: (measure) => `${measure} zum Ziel`,
  moreRows: (n) => `und ${n} weitere: siehe Bericht oder Kartenbuch`, more: (n) => `und ${n} weitere`, loose: (n) => `${n} Zellen, die niemand hat`,
  neighbours: 'Nachbarn', dots: 'Kunden', largestAccounts: 'Größte Kunden',
  page: (n, of) => `Seite ${n} von ${of}`, planStamp: (id) => `Plan ${id}`, hashStamp: (hash) => `Hash ${hash}`,
  tell: (said) => (teller ??= new Teller(told, mannerOf('de-DE'))).tell(said),
  large: ['Mrd.', 'Mio.', 'Tsd.'],
};

/** Words in the language of whoever asks for a file. */
export function reportWords(language: ReportLanguage): ReportWords {
  return language === 'de' ? german : english;
}
