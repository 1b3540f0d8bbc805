import { Checkbox, Select, UnstyledButton } from '@mantine/core';
import { IconPinned } from '@tabler/icons-react';
import { formatCount, formatShare } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import styles from './Proposal.module.css';
import { changes, type ProposedRow } from './proposedRows.ts';
import { isThere, nameOfPerson, type Staff } from './staff.ts';

const ANYBODY_ELSE = '\u0000';

interface ProposalTableProps {
  readonly rows: readonly ProposedRow[];
  readonly staff: Staff;
  readonly on: string;
  readonly leftOut: ReadonlySet<string>;
  readonly busy: boolean;
  /** What is kept of accounts, in words. */
  kept(value: number): string;
  onLeaveOut(territories: ReadonlySet<string>): void;
  /** Somebody is chosen for a position; null = let it be proposed again, without `instead` where that is given. */
  onChoose(territory: string, person: string | null, instead: string | null): void;
}

/** A proposal row by row: who, from how far, what is kept, how it fits; each can be altered or left out. */
export function ProposalTable({ rows, staff, on, leftOut, busy, kept, onLeaveOut, onChoose }: ProposalTableProps): React.ReactNode {
  const t = useText().people.proposal;
  const c = t.columns;
  const present = [...staff.people.values()].filter((person) => isThere(person, on)).map(({ id, name }) => ({ value: id, label: name })).sort((a, b) => a.label.localeCompare(b.label, 'en', { numeric: true }));
  const nameOf = (id: string | null): string => (id === null ? t.nobody : nameOfPerson(staff, id));
  const toggle = (territory: string): void => {
    const next = new Set(leftOut);
    if (!next.delete(territory)) next.add(territory);
    onLeaveOut(next);
  };
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t.table}>
      <table className={styles.table}>
        <thead><tr><th scope="col">{c.take}</th><th scope="col">{c.territory}</th><th scope="col">{c.today}</th><th scope="col">{c.person}</th><th scope="col" className={styles.figure}>{c.km}</th><th scope="col" className={styles.figure}>{c.kept}</th><th scope="col" className={styles.figure}>{c.load}</th></tr></thead>
        <tbody>
          {rows.map((row) => {
            const { territory, name, person, today, km, used, fixed } = row;
            const moves = changes(row);
            return (
              <tr key={territory} data-changes={moves && !leftOut.has(territory) ? 'yes' : undefined}>
                <td>{moves ? <Checkbox aria-label={t.takeOf(name)} checked={!leftOut.has(territory)} onChange={() => toggle(territory)} /> : null}</td>
                <th scope="row">{name}</th>
                <td>{today === null ? `◌ ${t.nobody}` : nameOf(today)}</td>
                <td>
                  <span className={styles.person}>
                    <Select
                      aria-label={t.personOf(name)} searchable limit={60} disabled={busy} allowDeselect={false} value={person} placeholder={today === null ? t.staysVacant : t.becomesVacant}
                      data={[...(person === null ? [] : [{ value: ANYBODY_ELSE, label: t.anybodyElse(nameOf(person)) }]), ...present]}
                      onChange={(chosen) => (chosen === ANYBODY_ELSE ? onChoose(territory, null, person) : chosen === null || chosen === person ? undefined : onChoose(territory, chosen, null))}
                    />
                    {fixed ? <UnstyledButton className={styles.pinned} title={t.unfix} aria-label={`${name}: ${t.unfix}`} onClick={() => onChoose(territory, null, null)}><IconPinned size={14} stroke={1.6} aria-hidden /><span>{t.fixed}</span></UnstyledButton> : moves ? null : <span className={styles.stays}>{t.stays}</span>}
                  </span>
                </td>
                <td className={styles.figure}>{km === null ? '–' : t.km(formatCount(km))}</td>
                <td className={styles.figure}>{person === null ? '–' : kept(row.kept)}</td>
                <td className={styles.figure}>{used === null ? '–' : <span className={used > 1 ? styles.over : undefined}>{used > 1 ? '▲ ' : ''}{formatShare(used)}</span>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
