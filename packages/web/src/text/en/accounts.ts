import { count } from '../plural.ts';

/** Accounts: on the map, in the table, in the inspector. */
export const accounts = {
  title: 'Accounts',
  account: 'Account',
  loading: 'Reading the accounts …',
  found: (n: number, of: number) => (n === of ? count(n, 'account', 'accounts') : `${count(n, 'account', 'accounts')} of ${count(of, '', '').trim()}`),
  find: 'Find an account',
  filter: 'Which accounts',
  filters: {
    all: 'All accounts',
    territory: 'Of the selected territory',
    of: (name: string) => `Of ${name}`,
    view: 'In the picture',
    moved: 'Not where they are today',
    approximate: 'Placed by a nearby postal code',
  },
  id: 'Id',
  name: 'Name',
  territory: 'Territory',
  today: 'Today',
  place: 'Place',
  approximate: 'Its postal code is unknown: a neighbouring one gave it its place.',
  selectCells: 'Select the cells of these accounts, to move or hold them',
  download: 'Download these accounts as CSV',
  file: 'accounts.csv',
  noMatch: (query: string) => `No account matches “${query.trim()}”. Clear the search, or choose another filter.`,
  nothing: 'No account answers to this filter. Choose another one.',
  show: 'Show on the map',
  close: 'Close the account',
  heap: (n: number) => count(n, 'account', 'accounts'),
};
