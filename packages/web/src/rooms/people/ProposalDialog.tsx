import { Button, Group, Modal, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { endpoints, type CoverProposal } from '@hexalign/api/contract';
import { useMemo, useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import { call } from '../../server/call.ts';
import { formatDay } from '../../text/days.ts';
import { formatCount, formatMeasure } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { Refusal } from '../../ui/Refusal.tsx';
import styles from './Proposal.module.css';
import { ProposalTable } from './ProposalTable.tsx';
import { proposedChanges, proposedRows } from './proposedRows.ts';
import { nameOfPerson, seatsOn, type Staff } from './staff.ts';
import type { Wish } from './wishesBack.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const WORTH_KM = 200;

interface Pair {
  readonly territory: string;
  readonly person: string;
}

interface ProposalDialogProps {
  readonly editor: Editor;
  readonly planId: string;
  readonly scenarioId: string;
  readonly staff: Staff;
  readonly day: string;
  /** Position of the measure that capacity is told in, -1 for none. */
  readonly measure: number;
  put(wishes: readonly Wish[], done: string): Promise<void>;
  onClose(): void;
}

/** Asks for a proposal of who gets what, shows it row by row to be altered or left out, and puts it into effect in one step. */
export function ProposalDialog({ editor, planId, scenarioId, staff, day, measure, put, onClose }: ProposalDialogProps): React.ReactNode {
  const text = useText();
  const t = text.people.proposal;
  const [on, setOn] = useState(day);
  const [work, setWork] = useState(measure);
  const [keep, setKeep] = useState(-1);
  const [keepKm, setKeepKm] = useState(WORTH_KM);
  const [fitKm, setFitKm] = useState(WORTH_KM);
  const [fixed, setFixed] = useState<readonly Pair[]>([]);
  const [forbidden, setForbidden] = useState<readonly Pair[]>([]);
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const [answer, setAnswer] = useState<{ readonly proposal: CoverProposal; readonly on: string; readonly keep: number } | null>(null);
  const [busy, setBusy] = useState<'ask' | 'commit' | null>(null);
  const [error, setError] = useState<unknown>(null);
  const { territories } = editor.state;
  const rows = useMemo(() => {
    if (answer === null) return [];
    const names = new Map(territories.flatMap((territory) => (territory === null ? [] : [[territory.id, territory.name] as const])));
    const today = new Map([...seatsOn(staff.covers, [...names.keys()], answer.on)].flatMap(([id, { owner }]) => (owner === null ? [] : [[id, owner.person] as const])));
    return proposedRows(answer.proposal, today, names);
  }, [answer, territories, staff]);
  const outcome = useMemo(() => (answer === null ? null : proposedChanges(rows, leftOut, staff, answer.on)), [rows, leftOut, staff, answer]);
  const ask = async (pinned: readonly Pair[], barred: readonly Pair[]): Promise<void> => {
    setBusy('ask');
    setError(null);
    try {
      await editor.sync();
      const proposal: CoverProposal = await call(endpoints.proposeCovers, { params: { planId }, body: { scenarioId, on, workload: editor.measures[work]?.key ?? null, keep: editor.measures[keep]?.key ?? null, keepKm, fitKm, fixed: [...pinned], forbidden: [...barred] } });
      setAnswer({ proposal, on, keep });
      setFixed(pinned);
      setForbidden(barred);
    } catch (refused) {
      setError(refused);
    }
    setBusy(null);
  };
  const choose = (territory: string, person: string | null, instead: string | null): void => {
    const others = fixed.filter((pair) => pair.territory !== territory && pair.person !== person);
    if (person === null) void ask(others, instead === null ? forbidden : [...forbidden, { territory, person: instead }]);
    else void ask([...others, { territory, person }], forbidden.filter((pair) => pair.territory !== territory || pair.person !== person));
  };
  const commit = async (): Promise<void> => {
    if (outcome === null || answer === null || outcome.wishes.length === 0) return;
    setBusy('commit');
    setError(null);
    try {
      await put(outcome.wishes, t.done(outcome.filled, outcome.changed, outcome.vacated, formatDay(answer.on)));
      onClose();
    } catch (refused) {
      setError(refused);
      setBusy(null);
    }
  };
  const kept = (value: number): string => (answer !== null && answer.keep >= 0 ? formatMeasure(value, editor.measures[answer.keep].unit) : text.workspace.accounts(value));
  const measures = editor.measures.map(({ key }, at) => ({ value: String(at), label: key }));
  return (
    <Modal opened onClose={onClose} title={t.title} size={1080} closeButtonProps={{ 'aria-label': text.shell.close }}>
      <form
        className={styles.choices}
        onSubmit={(event) => {
          event.preventDefault();
          if (busy === null && DAY.test(on)) void ask(fixed, forbidden);
        }}
      >
        <p className={styles.intro}>{t.intro}</p>
        <TextInput type="date" label={t.on} value={on} required data-autofocus error={DAY.test(on) ? null : text.people.badDay} onChange={(event) => setOn(event.currentTarget.value)} />
        <NativeSelect label={text.people.capacityIn} value={String(work)} data={[{ value: '-1', label: text.people.capacityNone }, ...measures]} onChange={(event) => setWork(Number(event.currentTarget.value))} />
        <NativeSelect label={t.keep} value={String(keep)} data={[{ value: '-1', label: t.keepNumber }, ...measures]} onChange={(event) => setKeep(Number(event.currentTarget.value))} />
        <NumberInput label={t.keepKm} title={t.keepHint} suffix=" km" min={0} max={100_000} value={keepKm} onChange={(value) => setKeepKm(Number(value) || 0)} />
        <NumberInput label={t.fitKm} title={t.fitHint} suffix=" km" min={0} max={100_000} disabled={work < 0} value={fitKm} onChange={(value) => setFitKm(Number(value) || 0)} />
        <Button type="submit" variant={answer === null ? 'filled' : 'default'} loading={busy === 'ask'}>{answer === null ? t.ask : t.again}</Button>
      </form>
      {error === null ? null : <Refusal error={error} />}
      {answer === null || outcome === null ? null : (
        <>
          <p className={styles.sum} role="status">
            <b>{t.sum(answer.proposal.total.covers, formatCount(answer.proposal.total.km), kept(answer.proposal.total.kept))}</b>
            {answer.proposal.today ? <span> {t.now(answer.proposal.today.covers, formatCount(answer.proposal.today.km), kept(answer.proposal.today.kept))}</span> : null}
          </p>
          <ProposalTable rows={rows} staff={staff} on={answer.on} leftOut={leftOut} kept={kept} busy={busy !== null} onLeaveOut={setLeftOut} onChoose={choose} />
          {outcome.twice.map(({ person, positions }) => <p key={person} className={styles.warning} role="status">{t.twice(nameOfPerson(staff, person), positions.join(', '))}</p>)}
          <p className={styles.sum}><b>{t.without}</b> <span>{answer.proposal.spare.length === 0 ? t.withoutNone : answer.proposal.spare.map(({ name, person }) => name ?? person).join(', ')}</span></p>
        </>
      )}
      <Group justify="flex-end" mt="md" gap="sm">
        {outcome !== null && outcome.wishes.length === 0 ? <span className={styles.nothing}>{t.nothing}</span> : null}
        <Button onClick={onClose}>{text.shell.cancel}</Button>
        {outcome === null ? null : <Button variant="filled" disabled={outcome.wishes.length === 0 || busy === 'ask'} loading={busy === 'commit'} onClick={() => void commit()}>{t.commit(outcome.wishes.length)}</Button>}
      </Group>
    </Modal>
  );
}
