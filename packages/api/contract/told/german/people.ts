import type { ToldWords } from '../Teller.ts';

/** Wie von Personen gesprochen wird, die ausgeblendet sind: Sätze des Servers. */
export const people: ToldWords = {
  'Position {0}': 'Position {0}',
  'somebody': 'jemand',
  'an owner': 'jemand (Inhaber)',
  'an admin': 'jemand (Verwaltung)',
  'a planner': 'jemand (Planung)',
  'a manager': 'jemand (Leitung)',
  'a rep': 'jemand (Außendienst)',
  'a viewer': 'jemand (Leser)',
  'a program': 'ein Programm',
  ' is hired': ' kommt neu',
  '{0} is hired': '{0} kommt neu',
  'Name the territories instead.': 'Nennen Sie stattdessen die Gebiete.',
  'Show people again in the account menu, or ask an owner or admin to show them in the plan or the organisation.': 'Blenden Sie Personen im Kontomenü wieder ein, oder bitten Sie Inhaber oder Verwalter, sie im Plan oder in der Organisation zu zeigen.',
};
