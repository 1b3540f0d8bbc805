import type { ToldWords } from '../Teller.ts';

/** Änderungsbudget: Sätze des Servers. */
export const budgets: ToldWords = {
  'edits without `to`, or `to` without edits': 'Änderungen ohne `to`, oder `to` ohne Änderungen',
  'A change says by itself how much it takes.': 'Eine Änderung sagt selbst, wie viel sie braucht.',
  'the id of somebody who may approve': 'die Kennung von jemandem, der freigeben darf',
  'Nobody of your organisation may approve.': 'Niemand in Ihrer Organisation darf freigeben.',
  'They are {0}.': 'Das sind {0}.',
  'a share of accounts, of a measure, or both': 'ein Anteil an Kunden, an einer Größe, oder beides',
  'Send a share, or null for no budget.': 'Senden Sie einen Anteil, oder null für kein Budget.',
  'a measure of the plan': 'eine Größe des Plans',
  'Name a measure of the plan.': 'Nennen Sie eine Größe des Plans.',
  'at most {0} of {1}': 'höchstens {0} von {1}',
  '{0} of {1} would change owner, counted against {2}; {3} may.': '{0} ({1}) würden den Besitzer wechseln, gezählt gegen {2}; {3} dürfen es.',
  'Move less, ask somebody who approves for more, with a reason, or try it out in a branch of {0} that is a scratch scenario.': 'Bewegen Sie weniger, bitten Sie mit einem Grund jemanden um mehr, der freigibt, oder probieren Sie es in einem Zweig von {0}, der zum Probieren ist.',
  'at most {0} combinations': 'höchstens {0} Kombinationen',
  'Ask about fewer numbers at once.': 'Fragen Sie nach weniger Zahlen auf einmal.',
};
