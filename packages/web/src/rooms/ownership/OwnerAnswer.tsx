import type { endpoints, ResultOf } from '@hexalign/api/contract';
import { formatDay, today } from '../../text/days.ts';
import { reasonText } from '../../text/reasonText.ts';
import { useText, type Catalogue } from '../../text/useText.ts';
import styles from './Ownership.module.css';

type Owner = ResultOf<typeof endpoints.findOwner>;

/** Whose a place is on a day, and why, in as many sentences as it takes. */
export function OwnerAnswer({ owner, onShow }: { owner: Owner; onShow(at: readonly [number, number]): void }): React.ReactNode {
  const text = useText();
  const t = text.ownership;
  const { inForce, exception, reason, place, above, covers } = owner;
  return (
    <div className={styles.answer}>
      <b>{verdictOf(owner, text)}</b>
      <p>
        {reason ? `${reasonText(reason, text)} ` : ''}
        {exception ? `${t.exception(exception.reason, exception.owner)} ${exception.expires ? t.until(formatDay(exception.expires)) : ''} ` : ''}
        {covers.length > 0 ? `${t.covered(covers.map(({ name, person, role }) => t.cover(name ?? person, t.role[role])).join(', '))} ` : ''}
        {above.length > 0 ? `${t.within(above.map(({ name }) => name).join(', '))} ` : ''}
        {inForce ? t.from(inForce.scenarioName) : ''}
      </p>
      {place.approximate ? <p>{t.approximate}</p> : null}
      <button type="button" className={styles.link} onClick={() => onShow([place.lng, place.lat])}>{t.zoom}</button>
    </div>
  );
}

/** The first sentence: who has it, or why nobody has. */
export function verdictOf({ date, inForce, place, unit, territory }: Owner, text: Catalogue): string {
  const t = text.ownership;
  const day = formatDay(date);
  if (inForce === null) return t.noForce(day);
  if (unit === null) return t.outside(place.label);
  if (territory === null) return t.nobody(place.label, day);
  const who = territory.person === null ? territory.name : t.person(territory.name, territory.person);
  return (date < today() ? t.owned : date > today() ? t.willOwn : t.owns)(place.label, who, day);
}
