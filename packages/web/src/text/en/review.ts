/** A plan on a phone: looked at, not drawn. */
export const review = {
  sheet: 'About the plan',
  handle: 'Open or close the sheet',
  tabs: 'What is shown',
  tab: { territories: 'Territories', owner: 'Whose', plan: 'Plan' },
  territories: (n: string) => `${n} territories`,
  back: 'All territories',
  find: 'Find a territory',
  looking: 'Plans are changed on a wider screen. Here they are looked at.',
  plans: 'All plans',
};
