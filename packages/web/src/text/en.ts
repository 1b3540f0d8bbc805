import { auth } from './en/auth.ts';
import { datasets } from './en/datasets.ts';
import { plans } from './en/plans.ts';
import { shell } from './en/shell.ts';
import { solving } from './en/solving.ts';
import { workspace } from './en/workspace.ts';

/** English: all words of the screen, by room. */
export const en = { shell, auth, plans, datasets, workspace, solving };
