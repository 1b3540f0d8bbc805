import type { Dispatch } from 'react';
import type { Editor } from '../../../editor/Editor.ts';
import type { View, ViewAction } from '../../scenarios/view.ts';
import type { Areas } from '../useAreas.ts';
import type { Proposals } from '../useProposals.ts';

/** What the option bar gives to the section of the tool in hand. */
export interface OptionProps {
  readonly editor: Editor;
  readonly colours: readonly number[];
  readonly view: View;
  readonly dispatch: Dispatch<ViewAction>;
  readonly areas: Areas;
  readonly proposals: Proposals;
  /** Who holds, as a hold says. */
  readonly me: string;
  /** Smallest and largest cell, for the plain fact of what is painted: `252`, or `36 to 252`. */
  readonly cellKm2: string;
}
