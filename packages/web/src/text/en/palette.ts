import { count } from '../plural.ts';

/** The command palette: its field, the sentences it understands, and what they would do. */
export const palette = {
  title: 'Commands',
  open: 'Commands',
  field: 'What to do',
  placeholder: 'A command, or “merge North into East”, “who owns Acme”, “go to Denver”',
  results: 'What can be done',
  /** Sentences as they are typed; `{a}` and `{b}` stand for names. */
  grammar: {
    merge: ['merge {a} into {b}', 'merge {a} with {b}'],
    owner: ['who owns {a}', 'who has {a}', 'who covers {a}', 'whose is {a}'],
    go: ['go to {a}', 'jump to {a}'],
    lockAll: ['lock all', 'lock all territories', 'lock everything'],
    unlockAll: ['unlock all', 'unlock all territories', 'unlock everything'],
  },
  groups: { sentence: 'Understood as', recent: 'Recent', commands: 'Commands' },
  merge: (gone: string, into: string) => `Merge ${gone} into ${into}`,
  lockAll: 'Lock all territories',
  unlockAll: 'Unlock all territories',
  goTo: (place: string) => `Go to ${place}`,
  preview: {
    command: (title: string) => `Enter starts: ${title}`,
    merge: (gone: string, into: string, cells: number, accounts: number) => `Enter shows it on the map: ${count(cells, 'cell', 'cells')} and ${count(accounts, 'account', 'accounts')} of ${gone} go to ${into}. Nothing changes before you accept.`,
    locks: (n: number) => (n === 0 ? 'They are already.' : `Enter changes ${count(n, 'territory', 'territories')}, in one step that can be undone.`),
    account: (name: string, owner: string) => `${name} lies in ${owner}. Enter shows it.`,
    place: (place: string, owner: string) => `${place} lies in ${owner}. Enter goes there.`,
    outside: (place: string) => `${place} lies outside the area of the plan. Enter goes there.`,
    person: (name: string, territories: string) => `${name} covers ${territories}. Enter goes there.`,
    territory: (name: string) => `Enter selects ${name} and brings it into view.`,
    withPerson: (territory: string, person: string) => `${territory} (${person})`,
  },
  noPair: 'No two territories are named so.',
  looking: 'Looking …',
  nothing: (typed: string) => `Nothing fits “${typed}”.`,
};
