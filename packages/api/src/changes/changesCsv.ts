import type { AccountChange, AccountChanges } from '../../contract/changes.ts';
import { inPieces } from '../exports/csvLine.ts';
import { sheetLine } from '../exports/sheetLine.ts';

/** What `changes.csv` is made of. */
export interface ChangesSheet extends Pick<AccountChanges, 'measures' | 'territories' | 'causes' | 'effective'> {
  readonly rows: readonly AccountChange[];
  readonly hasOpportunities: boolean;
}

/** The list of changes as a file: `account,name,<measures>,from,from_person,to,to_person,cause,[open_opportunities,]tenure_days,effective,decision,decided_by,decided_at,until,note`. */
export function changesCsv({ rows, measures, territories, causes, effective, hasOpportunities }: ChangesSheet): Iterable<string> {
  const territory = (index: number): readonly [string, string] => (index < 0 ? ['', ''] : [territories[index].id, territories[index].person ?? '']);
  function* lines(): Generator<string> {
    yield sheetLine(['account', 'name', ...measures.map(({ key }) => key), 'from', 'from_person', 'to', 'to_person', 'cause', ...(hasOpportunities ? ['open_opportunities'] : []), 'tenure_days', 'effective', 'decision', 'decided_by', 'decided_at', 'until', 'note']);
    for (const { account, values, from, to, cause, opportunities, tenureDays, decision } of rows) {
      const made = decision === null || decision.stale ? null : decision;
      yield sheetLine([
        account.id, account.name, ...values, ...territory(from), ...territory(to), causes[cause].reasons.map(({ text }) => text).join(' '), ...(hasOpportunities ? [opportunities ?? ''] : []),
        tenureDays ?? '', effective ?? '', made?.decision ?? '', made?.actor.name ?? '', made?.at ?? '', made?.until ?? '', made?.note ?? '',
      ]);
    }
  }
  return inPieces(lines());
}
