import { accounts } from './en/accounts.ts';
import { auth } from './en/auth.ts';
import { blind } from './en/blind.ts';
import { budgets } from './en/budgets.ts';
import { challenges } from './en/challenges.ts';
import { changes } from './en/changes.ts';
import { colour } from './en/colour.ts';
import { compare } from './en/compare.ts';
import { cursor } from './en/cursor.ts';
import { data } from './en/data.ts';
import { datasets } from './en/datasets.ts';
import { designing } from './en/designing.ts';
import { drawing } from './en/drawing.ts';
import { exceptions } from './en/exceptions.ts';
import { exports } from './en/exports.ts';
import { health } from './en/health.ts';
import { hooks } from './en/hooks.ts';
import { keys } from './en/keys.ts';
import { live } from './en/live.ts';
import { offline } from './en/offline.ts';
import { overlaps } from './en/overlaps.ts';
import { own } from './en/own.ts';
import { ownership } from './en/ownership.ts';
import { palette } from './en/palette.ts';
import { people } from './en/people.ts';
import { plans } from './en/plans.ts';
import { problems } from './en/problems.ts';
import { publish } from './en/publish.ts';
import { reasons } from './en/reasons.ts';
import { review } from './en/review.ts';
import { seeing } from './en/seeing.ts';
import { shell } from './en/shell.ts';
import { solving } from './en/solving.ts';
import { timeline } from './en/timeline.ts';
import { told } from './en/told.ts';
import { typing } from './en/typing.ts';
import { units } from './en/units.ts';
import { versions } from './en/versions.ts';
import { whatif } from './en/whatif.ts';
import { why } from './en/why.ts';
import { workflow } from './en/workflow.ts';
import { workspace } from './en/workspace.ts';

/** English: all words of the screen, by room. */
export const en = {
  shell,
  auth,
  blind,
  plans,
  datasets,
  data,
  workspace,
  solving,
  designing,
  why,
  workflow,
  told,
  versions,
  whatif,
  budgets,
  challenges,
  changes,
  colour,
  compare,
  timeline,
  own,
  ownership,
  live,
  offline,
  problems,
  publish,
  reasons,
  review,
  drawing,
  people,
  exceptions,
  exports,
  health,
  overlaps,
  hooks,
  accounts,
  seeing,
  cursor,
  palette,
  keys,
  typing,
  units,
};
