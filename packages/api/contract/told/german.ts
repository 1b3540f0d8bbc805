import { accounts } from './german/accounts.ts';
import { budgets } from './german/budgets.ts';
import { crm } from './german/crm.ts';
import { demands } from './german/demands.ts';
import { lists } from './german/lists.ts';
import { people } from './german/people.ts';
import { plans } from './german/plans.ts';
import { sides } from './german/sides.ts';
import { verdicts } from './german/verdicts.ts';
import { whatIf } from './german/whatIf.ts';
import { words } from './german/words.ts';
import type { ToldWords } from './Teller.ts';

/** Was der Server auf Englisch sagt, auf Deutsch: der englische Satz ist sein eigenes Kürzel. */
export const german: ToldWords = { ...accounts, ...budgets, ...crm, ...demands, ...lists, ...people, ...plans, ...sides, ...verdicts, ...whatIf, ...words };
