/** Ein Plan auf dem Telefon: angesehen, und in einer Tabelle geändert. */
export const review = {
  sheet: 'Zum Plan',
  handle: 'Blatt auf- oder zuziehen',
  tabs: 'Was zu sehen ist',
  tab: { territories: 'Gebiete', changes: 'Wechsel', owner: 'Wem?', plan: 'Plan' },
  territories: (n: string) => `${n} Gebiete`,
  back: 'Alle Gebiete',
  allChanges: 'Alle Wechsel',
  changeOf: (n: string, of: string) => `${n} von ${of}`,
  previous: 'Zurück',
  next: 'Weiter',
  more: (n: string) => `Weitere von ${n} zeigen`,
  find: 'Gebiet suchen',
  looking: 'Gezeichnet wird in einem breiteren Fenster. In der Tabelle lässt sich jede Zelle auch hier verschieben.',
  table: 'In der Tabelle bearbeiten',
  plans: 'Alle Pläne',
};
