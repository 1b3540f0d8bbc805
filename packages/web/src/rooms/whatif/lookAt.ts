import type { WhatIfProposal } from '@hexalign/api/contract';
import type { Preview } from '../versions/usePreview.ts';

/** Shows on the map what a proposal would make of the plan; the plan itself where nothing would change hands. */
export function lookAt({ show, end }: Pick<Preview, 'show' | 'end'>, { edits, baseSeq }: WhatIfProposal, label: string): void {
  const patch = edits.flatMap((edit) => (edit.type === 'assign' ? [edit.patch] : []))[0];
  // Territories that come stand at slots after the last.
  const slots = edits.reduce((most, edit) => (edit.type === 'territory' && edit.from === null ? Math.max(most, edit.slot + 1) : most), 0);
  if (patch) show({ seq: baseSeq, label, patch, slots });
  else end();
}
