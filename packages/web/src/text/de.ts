import { german as told } from '@hexalign/api/told/german';
import { accounts } from './de/accounts.ts';
import { auth } from './de/auth.ts';
import { blind } from './de/blind.ts';
import { budgets } from './de/budgets.ts';
import { challenges } from './de/challenges.ts';
import { changes } from './de/changes.ts';
import { colour } from './de/colour.ts';
import { compare } from './de/compare.ts';
import { cursor } from './de/cursor.ts';
import { data } from './de/data.ts';
import { datasets } from './de/datasets.ts';
import { designing } from './de/designing.ts';
import { drawing } from './de/drawing.ts';
import { exceptions } from './de/exceptions.ts';
import { exports } from './de/exports.ts';
import { health } from './de/health.ts';
import { hooks } from './de/hooks.ts';
import { keys } from './de/keys.ts';
import { live } from './de/live.ts';
import { offline } from './de/offline.ts';
import { overlaps } from './de/overlaps.ts';
import { own } from './de/own.ts';
import { ownership } from './de/ownership.ts';
import { palette } from './de/palette.ts';
import { people } from './de/people.ts';
import { plans } from './de/plans.ts';
import { problems } from './de/problems.ts';
import { publish } from './de/publish.ts';
import { reasons } from './de/reasons.ts';
import { review } from './de/review.ts';
import { seeing } from './de/seeing.ts';
import { shell } from './de/shell.ts';
import { solving } from './de/solving.ts';
import { timeline } from './de/timeline.ts';
import { typing } from './de/typing.ts';
import { units } from './de/units.ts';
import { versions } from './de/versions.ts';
import { whatif } from './de/whatif.ts';
import { why } from './de/why.ts';
import { workflow } from './de/workflow.ts';
import { workspace } from './de/workspace.ts';
import type { Catalogue } from './useText.ts';

/** German, to the last sentence: what English says and this does not is found by the compiler. */
export const de: Catalogue = {
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
  people,
  exceptions,
  exports,
  health,
  overlaps,
  hooks,
  drawing,
  accounts,
  seeing,
  cursor,
  palette,
  keys,
  typing,
  units,
};
