/** A plan on a phone: looked at, and changed in a table. */
export const review = {
  sheet: 'About the plan',
  handle: 'Open or close the sheet',
  tabs: 'What is shown',
  tab: { territories: 'Territories', changes: 'Changes', owner: 'Whose', plan: 'Plan' },
  territories: (n: string) => `${n} territories`,
  back: 'All territories',
  allChanges: 'All changes',
  changeOf: (n: string, of: string) => `${n} of ${of}`,
  previous: 'Back',
  next: 'Next',
  more: (n: string) => `Show more of ${n}`,
  find: 'Find a territory',
  looking: 'The map is drawn on in a wider window. In the table every cell can be moved here, too.',
  table: 'Edit in the table',
  plans: 'All plans',
};
