import { ActionIcon, Tooltip } from '@mantine/core';
import { IconX, IconZoomScan } from '@tabler/icons-react';
import { textAt, todayAt } from '@hexalign/api/contract';
import { UNASSIGNED } from '@hexalign/engine';
import type { Dispatch } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { formatMeasure } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { Swatch } from '../../ui/Swatch.tsx';
import { WhyAnswer } from '../ownership/WhyAnswer.tsx';
import styles from '../scenarios/Inspector.module.css';
import { nameOf } from '../scenarios/names.ts';
import type { ViewAction } from '../scenarios/view.ts';
import { HereDetails } from '../why/HereDetails.tsx';
import own from './Accounts.module.css';
import type { Accounts } from './useAccounts.ts';

interface AccountSectionProps {
  readonly editor: Editor;
  readonly accounts: Accounts;
  /** Position of the account. */
  readonly account: number;
  readonly colours: readonly number[];
  readonly scenario: { readonly id: string; readonly name: string };
  readonly dispatch: Dispatch<ViewAction>;
  onShow(at: readonly [lng: number, lat: number]): void;
}

const revisionOf = (state: EditorState): number => state.revision;

/** One account in the inspector: what it is called, whose it is and why, what it brings. */
export function AccountSection({ editor, accounts, account, colours, scenario, dispatch, onShow }: AccountSectionProps): React.ReactNode {
  const text = useText();
  const t = text.accounts;
  useEditor(editor, revisionOf);
  const { places, names } = accounts;
  const unit = places.unit[account];
  if (unit === undefined) return null;
  const slot = editor.slots[unit];
  const [lng, lat] = [places.lngLat[2 * account], places.lngLat[2 * account + 1]];
  const id = names && textAt(names.ids, account);
  const today = names && todayAt(names, account);
  return (
    <section className={styles.section} aria-label={t.account} data-testid="account">
      <div className={styles.subject}>
        <h2 title={names ? textAt(names.names, account) : undefined}>{names ? textAt(names.names, account) : t.loading}</h2>
        {id === null ? null : <span className={styles.code}>{id}</span>}
        <span style={{ flex: 1 }} />
        <Tooltip label={t.show}><ActionIcon aria-label={t.show} onClick={() => onShow([lng, lat])}><IconZoomScan size={16} stroke={1.6} /></ActionIcon></Tooltip>
        <Tooltip label={t.close}><ActionIcon aria-label={t.close} onClick={() => dispatch({ type: 'account', account: -1 })}><IconX size={16} stroke={1.6} /></ActionIcon></Tooltip>
      </div>
      <dl className={styles.table}>
        <dt>{t.territory}</dt>
        <dd>
          <button type="button" className={own.owner} onClick={() => dispatch({ type: 'select', slot })}>
            <Swatch colour={slot === UNASSIGNED ? null : (colours[slot] ?? 0)} />{nameOf(editor.state, slot, text.workspace.unassigned)}
          </button>
        </dd>
        {today === null ? null : <><dt>{t.today}</dt><dd>{today}</dd></>}
        {editor.measures.map(({ key, unit: of }, m) => [<dt key={`${key} name`}>{key}</dt>, <dd key={`${key} value`}>{formatMeasure(places.values[m]?.[account] ?? 0, of)}</dd>])}
        <dt>{t.place}</dt><dd className="num">{lat.toFixed(4)}, {lng.toFixed(4)}</dd>
      </dl>
      {names && names.approximate[account] === 1 ? <p className={styles.facts}>{t.approximate}</p> : null}
      {id === null ? null : <WhyAnswer scenarioId={scenario.id} scenarioName={scenario.name} account={id} />}
      {id === null ? null : <HereDetails key={id} scenarioId={scenario.id} account={id} />}
    </section>
  );
}
