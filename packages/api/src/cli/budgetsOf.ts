import type { AskedDemands } from './demandOptions.ts';
import type { PlanDemands } from '../solving/planDemands.ts';
import type { DemandGround } from './demandGround.ts';
import { wrongOption } from './wrongOption.ts';

/** Budgets in amounts: per cent are those of what territories that go on have today. @throws InputError `option.invalid` */
export function budgetsOf(asked: AskedDemands['budgets'], { measures, current, values, accounts }: DemandGround, ids: readonly string[]): NonNullable<PlanDemands['budgets']> {
  const keys = measures.map(({ key }) => key);
  const choices = [...(accounts ? ['accounts'] : ['units']), ...keys];
  const kept = new Set(ids);
  return asked.map(({ what, territory, max, percent }) => {
    if (!choices.includes(what) && !(what === 'units' && accounts && !percent)) throw wrongOption('--budget', [...new Set(['units', ...choices])].join(', '), `"${what}"`, what === 'units' ? 'Say how many units, not per cent: only accounts have a territory today.' : what === 'accounts' ? 'A graph has units, no accounts.' : 'Name what may change hands.');
    if (!percent) return { what, max, ...(territory === null ? {} : { territory }) };
    const column = values[keys.indexOf(what)];
    let total = 0;
    (current ?? []).forEach((name, p) => {
      if (name !== null && kept.has(name) && (territory === null || name === territory)) total += column ? column[p] : 1;
    });
    const amount = Number((max * total).toPrecision(12));
    return { what, max: keys.includes(what) ? amount : Math.floor(amount), ...(territory === null ? {} : { territory }) };
  });
}
