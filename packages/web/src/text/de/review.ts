/** Ein Plan auf dem Telefon: angesehen, und in einer Tabelle geändert. */
export const review = {
  sheet: 'Zum Plan',
  handle: 'Blatt auf- oder zuziehen',
  tabs: 'Was zu sehen ist',
  tab: { territories: 'Gebiete', owner: 'Wem?', plan: 'Plan' },
  territories: (n: string) => `${n} Gebiete`,
  back: 'Alle Gebiete',
  find: 'Gebiet suchen',
  looking: 'Gezeichnet wird in einem breiteren Fenster. In der Tabelle lässt sich jede Zelle auch hier verschieben.',
  table: 'In der Tabelle bearbeiten',
  plans: 'Alle Pläne',
};
