import { namesIn } from '../access/namesIn.ts';
import type { PlanSheet } from '../exports/planSheet.ts';

/**
 * A plan without people. A folder does not know who people are, so that no name of a territory is told: each is called by its position, and
 * whoever decided something is somebody.
 */
export function positionsOnly(plan: PlanSheet): PlanSheet {
  const { territories, accounts, exceptions = [], certificate } = plan;
  const labels = new Map(territories.flatMap(({ id, name }, slot) => [id, name].map((text) => [text, `Position ${slot + 1}`] as const)));
  const others = [...(accounts?.current ?? []), ...(plan.currentOfUnit ?? []), ...exceptions.map(({ owner }) => owner)].filter((name) => name !== null && !labels.has(name)) as string[];
  const inText = namesIn([...labels, ...others.map((name) => [name, 'somebody'] as const)]);
  const called = (name: string): string => labels.get(name) ?? 'somebody';
  const told = (name: string | null): string | null => name && called(name);
  return {
    ...plan,
    territories: territories.map((_, slot) => ({ id: `Position ${slot + 1}`, name: `Position ${slot + 1}` })),
    locks: plan.locks.map(called),
    ...(plan.holds ? { holds: plan.holds.map((hold) => ({ ...hold, territory: called(hold.territory) })) } : {}),
    ...(plan.exceptions ? { exceptions: exceptions.map((one) => ({ ...one, territory: called(one.territory), reason: inText(one.reason), owner: 'somebody' })) } : {}),
    ...(plan.clash ? { clash: plan.clash.map(inText) } : {}),
    accounts: accounts && { ...accounts, current: accounts.current && accounts.current.map(told) },
    currentOfUnit: plan.currentOfUnit && plan.currentOfUnit.map(told),
    certificate: { ...certificate, reasons: certificate.reasons.map(inText), violations: certificate.violations.map((one) => ({ ...one, message: inText(one.message) })) },
  };
}
