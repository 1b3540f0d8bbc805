import type { Veil } from '../access/veil.ts';
import type { ExportArgs } from '../engine/methods.ts';

/** What is known by name in a sheet. */
interface Named {
  readonly plan: { readonly name: string };
  readonly scenario: { readonly name: string };
  readonly sheet: ExportArgs['sheet'];
  readonly accountNames: readonly string[];
}

/** What files are made from, with positions in place of people. Which account is where stays as it is. */
export function sheetWithoutPeople<T extends Named>(opened: T, veil: Veil): T {
  const { plan, scenario, sheet, accountNames } = opened;
  const { accounts, territories, locks, holds, exceptions } = sheet;
  const called = new Map<string, string>();
  // Few names stand for many accounts.
  const once = (text: string): string => {
    const known = called.get(text) ?? veil.text(text);
    called.set(text, known);
    return known;
  };
  return {
    ...opened, plan: { ...plan, name: veil.text(plan.name) }, scenario: { ...scenario, name: veil.text(scenario.name) }, accountNames: accountNames.map((name) => veil.text(name)),
    sheet: {
      ...sheet, ...veil.answer({ territories, locks }), ...(holds === undefined ? {} : { holds: veil.answer(holds) }), ...(exceptions === undefined ? {} : { exceptions: veil.answer(exceptions) }),
      accounts: accounts && { ...accounts, ids: accounts.ids.map((id) => veil.text(id)), current: accounts.current && accounts.current.map((name) => name && once(name)) },
    },
  };
}
