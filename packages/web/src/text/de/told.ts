import { accounts } from './told/accounts.ts';
import { budgets } from './told/budgets.ts';
import { crm } from './told/crm.ts';
import { demands } from './told/demands.ts';
import { lists } from './told/lists.ts';
import { people } from './told/people.ts';
import { plans } from './told/plans.ts';
import { sides } from './told/sides.ts';
import { verdicts } from './told/verdicts.ts';
import { whatIf } from './told/whatIf.ts';
import { words } from './told/words.ts';
import type { ToldWords } from '../Teller.ts';

/** Was der Server auf Englisch sagt, auf Deutsch: der englische Satz ist sein eigenes Kürzel. */
export const told: ToldWords = { ...accounts, ...budgets, ...crm, ...demands, ...lists, ...people, ...plans, ...sides, ...verdicts, ...whatIf, ...words };
