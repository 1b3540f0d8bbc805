import { patientLazy } from '../../ui/patiently.ts';

const LATER_MS = 3000;

const whatIf = () => import('../whatif/WhatIfPanel.tsx');
const typing = () => import('../typing/TypingPanel.tsx');

export const WhatIfPanel = patientLazy(async () => ({ default: (await whatIf()).WhatIfPanel }));
export const TypingPanel = patientLazy(async () => ({ default: (await typing()).TypingPanel }));

/** Asks for the panels once the browser has nothing better to do, so that they are there when the network is not. Returns what takes it back. */
export function panelsAhead(): () => void {
  const ask = (): void => void Promise.all([whatIf(), typing()]).catch(() => undefined);
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(ask, LATER_MS);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(ask, { timeout: 10_000 });
  return () => cancelIdleCallback(idle);
}
