import type { Reason } from '../../contract/ownership.ts';
import type { Origin } from '../scenarios/provenance.ts';
import { reasonText } from './reasonText.ts';

/** An origin as answers tell it, with a sentence. */
export function reasonOf(origin: Origin): Reason {
  const { cause, scenarioId, entry } = origin;
  return { cause, scenarioId, entry: entry && { seq: entry.seq, at: entry.at, actor: entry.actor, undoes: entry.undoes }, text: reasonText(origin) };
}
