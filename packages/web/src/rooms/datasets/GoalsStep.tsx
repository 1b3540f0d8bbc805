import { Button, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { endpoints, type Check, type Dataset, type Mapping } from '@hexalign/api/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { routes } from '../../routes.ts';
import { call } from '../../server/call.ts';
import { useSingleFlight } from '../../server/useSingleFlight.ts';
import { queries, queryClient } from '../../server/queries.ts';
import { formatCount, formatMeasure, formatShare } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { CheckRail } from './CheckRail.tsx';
import { atMostTerritories } from './draft.ts';
import columns from './Columns.module.css';
import styles from './Import.module.css';

interface Props {
  readonly dataset: Dataset;
  readonly mapping: Mapping;
  readonly check: Check | null;
  readonly checking: boolean;
  readonly error: Error | null;
  readonly region: string | null;
  setRegion(region: string | null): void;
  onBack(): void;
}

/** Accounts per territory that a first guess aims at. */
const ACCOUNTS_EACH = 250;

/** Step three: how many territories, how even; what limits them is said before anything is drawn. */
export function GoalsStep({ dataset, mapping, check, checking, error, region, setRegion, onBack }: Props): React.ReactNode {
  const text = useText();
  const t = text.datasets.goals;
  const [, go] = useLocation();
  const regions = useQuery(queries.regions());
  const [name, setName] = useState(dataset.filename.replace(/\.[a-z]+$/i, ''));
  const [territories, setTerritories] = useState<number | string>(() => check?.current?.territories ?? Math.max(2, Math.min(40, Math.round((check?.accepted ?? 0) / ACCOUNTS_EACH))));
  const [percent, setPercent] = useState<number | string>(10);
  const [start, setStart] = useState<'empty' | 'today'>('empty');
  const today = mapping.current !== null && check?.current ? check.current : null;
  const count = start === 'today' && today ? today.territories : Number(territories);
  const tolerance = Number(percent) / 100;
  const valid = name.trim() !== '' && Number.isInteger(count) && count >= 1 && Number.isFinite(tolerance) && tolerance >= 0 && tolerance <= 1;
  const tooFew = check !== null && count > check.accepted;
  const createOnce = useSingleFlight(() => call(endpoints.createPlan, { body: { name: name.trim(), datasetId: dataset.id, mapping, territories: start === 'today' ? null : count, tolerance, region, start } }));
  const create = useMutation({
    mutationFn: createOnce,
    onSuccess: ({ plan }) => {
      void queryClient.invalidateQueries({ queryKey: ['plans'] });
      go(`${routes.plan(plan.id)}${start === 'empty' ? '?design=1' : ''}`);
    },
  });
  const facts = (check?.measures ?? []).map((measure) => {
    const account = measure.heaviestAccount?.value ?? 0;
    const cell = measure.heaviestCell?.value ?? 0;
    return { ...measure, target: measure.total / count, most: atMostTerritories(measure.total, Math.max(account, cell), tolerance), blame: account >= cell ? (measure.heaviestAccount?.name ?? '') : t.accounts(measure.heaviestCell?.accounts ?? 0) };
  });
  const tightest = facts.reduce<(typeof facts)[number] | null>((a, b) => (a === null || b.most < a.most ? b : a), null);
  return (
    <>
      <main className={styles.main}>
        <div className={styles.scroll}>
          <div className={styles.intro}>
            <h1>{t.title}</h1>
            <p>{t.intro}</p>
          </div>
          <div className={styles.form}>
            <TextInput label={t.name} value={name} maxLength={120} onChange={(event) => setName(event.currentTarget.value)} />
            {today ? (
              <div>
                <span className={styles.label} id="start-label">{t.start}</span>
                <SegmentedControl aria-labelledby="start-label" value={start} onChange={(value) => setStart(value as typeof start)} data={[{ value: 'empty', label: t.startEmpty }, { value: 'today', label: t.startToday(today.territories) }]} />
              </div>
            ) : null}
            <NumberInput label={t.territories} min={1} max={2000} step={1} allowDecimal={false} disabled={start === 'today'} value={start === 'today' ? count : territories} onChange={setTerritories} w={160} />
            <NumberInput label={t.tolerance} description={t.toleranceHint} suffix="%" min={0} max={100} step={1} decimalScale={1} value={percent} onChange={setPercent} w={160} inputWrapperOrder={['label', 'input', 'description', 'error']} />
            <Select label={t.region} data={[{ value: '', label: t.regionAuto }, ...(regions.data?.regions ?? []).map(({ code, name: label }) => ({ value: code, label }))]} value={region ?? ''} searchable allowDeselect={false} onChange={(value) => setRegion(value === '' ? null : value)} w={260} />
          </div>
          <section className={styles.facts} tabIndex={0} aria-label={t.facts}>
            <h2>{t.facts}</h2>
            <table className={columns.rows}>
              <thead><tr><th scope="col">{t.columns.measure}</th><th scope="col" className={columns.figure}>{t.columns.total}</th><th scope="col" className={columns.figure}>{t.columns.target}</th><th scope="col">{t.columns.account}</th><th scope="col">{t.columns.cell}</th></tr></thead>
              <tbody>
                {facts.map(({ name: measure, unit, total, target, heaviestAccount, heaviestCell }) => (
                  <tr key={measure}>
                    <th scope="row">{measure}</th>
                    <td className={columns.figure}>{formatMeasure(total, unit)}</td>
                    <td className={columns.figure}>{valid ? formatMeasure(target, unit) : ''}</td>
                    <td>{heaviestAccount ? <><span className={styles.who} title={heaviestAccount.name}>{heaviestAccount.name}</span><b>{formatMeasure(heaviestAccount.value, unit)}</b> {valid && target > 0 ? <span className={styles.quiet}>{t.ofTarget(formatShare(heaviestAccount.value / target))}</span> : null}</> : t.none}</td>
                    <td>{heaviestCell ? <><span className={styles.who}>{t.accounts(heaviestCell.accounts)}</span><b>{formatMeasure(heaviestCell.value, unit)}</b> {valid && target > 0 ? <span className={styles.quiet}>{t.ofTarget(formatShare(heaviestCell.value / target))}</span> : null}</> : t.none}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {valid && tightest ? (
              <p className={tightest.most < count ? styles.warning : styles.fits} role="status">
                {tightest.most < count ? <IconAlertTriangle size={16} stroke={1.6} aria-hidden /> : <IconCircleCheck size={16} stroke={1.6} aria-hidden />}
                <span>{tightest.most < count ? <><b>{t.atMost(formatCount(tightest.most), formatShare(tolerance))}.</b> {t.tooMany(tightest.name, tightest.blame)}</> : t.fits(count)}</span>
              </p>
            ) : null}
            {tooFew ? <p className={styles.warning} role="alert"><IconAlertTriangle size={16} stroke={1.6} aria-hidden /><span>{t.tooFewAccounts(formatCount(check?.accepted ?? 0))}</span></p> : null}
          </section>
          {create.isError ? <div className={styles.problem} role="alert"><IconAlertTriangle size={18} stroke={1.6} aria-hidden /><div><b>{create.error.message}</b></div></div> : null}
        </div>
        <footer className={styles.footer}>
          <Button size="sm" onClick={onBack}>{text.shell.back}</Button>
          <span className={styles.space} />
          <Button size="sm" variant="filled" disabled={!valid || tooFew || checking || check === null || check.accepted === 0} loading={create.isPending} onClick={() => create.mutate()}>{start === 'today' ? t.create : t.design}</Button>
        </footer>
      </main>
      <CheckRail dataset={dataset} check={check} checking={checking} error={error} />
    </>
  );
}
