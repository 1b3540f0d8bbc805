/** Ein Plan auf dem Telefon: angesehen, nicht gezeichnet. */
export const review = {
  sheet: 'Zum Plan',
  handle: 'Blatt auf- oder zuziehen',
  tabs: 'Was zu sehen ist',
  tab: { territories: 'Gebiete', owner: 'Wem?', plan: 'Plan' },
  territories: (n: string) => `${n} Gebiete`,
  back: 'Alle Gebiete',
  find: 'Gebiet suchen',
  looking: 'Geändert werden Pläne auf einem breiteren Bildschirm. Hier werden sie angesehen.',
  plans: 'Alle Pläne',
};
