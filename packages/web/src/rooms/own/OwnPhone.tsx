import { Button, NativeSelect } from '@mantine/core';
import { IconChevronLeft, IconMessageQuestion, IconNavigation } from '@tabler/icons-react';
import type { OwnChanges, OwnTerritory } from '@hexalign/api/contract';
import { lazy, Suspense, useMemo, useState } from 'react';
import { formatCount, formatExact, formatMeasure } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { BottomSheet, HALF, PEEK_PX, type SheetStop } from '../../ui/BottomSheet.tsx';
import { SchemeToggle } from '../../ui/SchemeToggle.tsx';
import { useTop } from '../../ui/useTop.ts';
import { useOwnChanges } from '../challenges/useOwnChanges.tsx';
import review from '../review/Review.module.css';
import { kmBetween } from './kmBetween.ts';
import type { OwnPlace } from './OwnMap.tsx';

const OwnMap = lazy(() => import('./OwnMap.tsx').then(({ OwnMap: map }) => ({ default: map })));
type Change = OwnChanges['changes'][number];
type Account = OwnTerritory['accounts'][number];

/** Accounts close to the one that is looked at. */
const NEAR = 5;

/** A rep's own territory on a phone: the map, what changes and the way to ask about it, and every account with what lies close to it. */
export function OwnPhone({ territories }: { territories: readonly OwnTerritory[] }): React.ReactNode {
  const text = useText();
  const t = text.own;
  const [at, setAt] = useState(0);
  const [chosen, setChosen] = useState<string | null>(null);
  const top = useTop(chosen);
  const [stop, setStop] = useState<SheetStop>('half');
  const { data, ask: object, dialog } = useOwnChanges();
  const own = territories[Math.min(at, territories.length - 1)];
  const changes = useMemo(() => (data?.changes ?? []).filter(({ plan }) => plan.id === own.plan.id), [data, own]);
  const places = useMemo(() => {
    const changing = new Set(changes.map(({ account }) => account.id));
    return own.accounts.map(({ id, name, lng, lat }): OwnPlace => ({ id, name, lng, lat, changes: changing.has(id) }));
  }, [own, changes]);
  const account = own.accounts.find(({ id }) => id === chosen);
  const ask = (change: Change): React.ReactNode => change.challenge?.state === 'open'
    ? <span className={review.note}>{text.challenges.state.open}</span>
    : <Button size="md" leftSection={<IconMessageQuestion size={18} stroke={1.6} aria-hidden />} aria-label={t.askAbout(change.account.name)} onClick={() => object(change)}>{t.ask}</Button>;
  return (
    <div className={review.app}>
      <main className={review.main}>
        <div className={review.map}><Suspense fallback={null}><OwnMap key={own.plan.id + own.territory.id} label={t.map(own.territory.name)} places={places} chosen={chosen} bottomPx={stop === 'peek' ? PEEK_PX : Math.round(window.innerHeight * HALF)} /></Suspense></div>
        <header className={review.top}>
          <span className={`${review.title} ${review.grow}`}><h1>{own.territory.name}</h1><span>{own.plan.name} · {own.inForce ? text.auth.own.inForce : text.auth.own.planned}</span></span>
          <SchemeToggle />
        </header>
        <BottomSheet label={t.sheet} handle={text.review.handle} stop={stop} onStop={setStop}>
          <div ref={top}>
          {account === undefined ? (
            <>
              {territories.length > 1 ? <div className={review.search}><NativeSelect size="md" label={t.territory} value={String(at)} data={territories.map(({ plan, territory }, value) => ({ value: String(value), label: `${territory.name} · ${plan.name}` }))} onChange={(event) => setAt(Number(event.currentTarget.value))} /></div> : null}
              {changes.length > 0 ? (
                <section aria-labelledby="own-changes">
                  <div className={review.head}><h2 id="own-changes">{t.changes(changes.length)}</h2></div>
                  <ul className={review.list}>
                    {changes.map((change) => (
                      <li key={`${change.scenario.id} ${change.account.id}`} className={review.row}>
                        <span className={review.name}>{change.account.name}<small>{wayOf(change, text.challenges)}</small></span>
                        {ask(change)}
                      </li>
                    ))}
                  </ul>
                </section>
              ) : null}
              <section aria-labelledby="own-accounts">
                <div className={review.head}><h2 id="own-accounts">{text.auth.own.accounts(own.accounts.length, formatCount(own.accounts.length))}</h2></div>
                <p className={review.note}>{own.measures.map(({ key, unit, total }) => `${key} ${formatExact(total, unit)}`).join(' · ')}</p>
                <Rows accounts={own.accounts} onChoose={setChosen} said={({ values }) => (own.measures[0] ? formatMeasure(values[0], own.measures[0].unit) : '')} />
              </section>
            </>
          ) : (
            <>
              <div className={review.head}>
                <button type="button" className={review.back} aria-label={t.back} onClick={() => setChosen(null)}><IconChevronLeft size={22} stroke={1.6} /></button>
                <h2>{account.name}</h2>
              </div>
              <p className={review.note}>{own.measures.map(({ key, unit }, m) => `${key} ${formatExact(account.values[m], unit)}`).join(' · ')}</p>
              <div className={`${review.table} ${review.ways}`}>
                <Button size="md" component="a" href={`geo:${account.lat},${account.lng}?q=${account.lat},${account.lng}`} leftSection={<IconNavigation size={18} stroke={1.6} aria-hidden />}>{t.navigate}</Button>
                {changes.filter((change) => change.account.id === account.id).map((change) => <span key={change.scenario.id}>{ask(change)}</span>)}
              </div>
              <section aria-labelledby="own-near">
                <div className={review.head}><h2 id="own-near">{t.near}</h2></div>
                <Rows accounts={nearTo(account, own.accounts)} onChoose={setChosen} said={(other) => t.km(formatCount(Math.round(kmBetween(account, other))))} />
              </section>
            </>
          )}
          </div>
        </BottomSheet>
      </main>
      {dialog}
    </div>
  );
}

function Rows({ accounts, said, onChoose }: { accounts: readonly Account[]; said(account: Account): string; onChoose(id: string): void }): React.ReactNode {
  return (
    <ul className={review.list}>
      {accounts.map((one) => (
        <li key={one.id}><button type="button" className={review.row} onClick={() => onChoose(one.id)}><span className={review.name}>{one.name}<small>{one.id}</small></span><span className={`num ${review.said}`}>{said(one)}</span></button></li>
      ))}
    </ul>
  );
}

function nearTo(account: Account, accounts: readonly Account[]): Account[] {
  return accounts.filter(({ id }) => id !== account.id).map((one) => ({ one, km: kmBetween(account, one) })).sort((a, b) => a.km - b.km).slice(0, NEAR).map(({ one }) => one);
}

function wayOf({ from, to }: Change, t: ReturnType<typeof useText>['challenges']): string {
  return from && to ? t.moves(from.name, to.name) : from ? t.leaves(from.name) : t.comes(to?.name ?? '');
}
