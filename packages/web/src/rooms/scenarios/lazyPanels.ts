import { patientLazy } from '../../ui/patiently.ts';

/** Long enough after the picture that it takes nothing from whoever begins to work. */
const LATER_MS = 5000;

const whatIf = () => import('../whatif/WhatIfPanel.tsx');
const typing = () => import('../typing/TypingPanel.tsx');

export const WhatIfPanel = patientLazy(async () => ({ default: (await whatIf()).WhatIfPanel }));
export const TypingPanel = patientLazy(async () => ({ default: (await typing()).TypingPanel }));

/** Asks for the panels some time after the picture, so that they are there when the network is not. Returns what takes it back. */
export function panelsAhead(): () => void {
  const timer = setTimeout(() => void Promise.all([whatIf(), typing()]).catch(() => undefined), LATER_MS);
  return () => clearTimeout(timer);
}
