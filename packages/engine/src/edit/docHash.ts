import { assignmentHash, sha256Hex } from '../base/hash.ts';
import type { ScenarioDoc } from './scenario.ts';

/** Hex SHA-256 of a whole document: assignment, territories, locks, holds, exceptions, goals, constraints, weights. The order things were added in does not matter. */
export function docHash(doc: ScenarioDoc): string {
  const { territories, locks, holds, named, goals, constraints, weights } = doc;
  const rest = [territories, [...locks].sort((a, b) => a - b), ...[holds, named, goals, constraints].map((map: ReadonlyMap<string, unknown>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1))), weights];
  return sha256Hex(assignmentHash(doc.fingerprint, doc.slots), canonical(rest));
}

/** JSON with the fields of records in one order; a field that is undefined is left out. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}
