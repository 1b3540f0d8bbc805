import { Modal, TextInput } from '@mantine/core';
import { IconBuilding, IconHexagon, IconMailbox, IconMapPin, IconSearch, IconUser, IconBuildingCommunity, type Icon } from '@tabler/icons-react';
import { useEffect, useId, useState, type Dispatch } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EngineHost } from '../../engine/engineHost.ts';
import type { PlanMap } from '../../map/PlanMap.ts';
import { useText } from '../../text/useText.ts';
import { useToast } from '../../ui/toast.ts';
import type { Accounts } from '../accounts/useAccounts.ts';
import type { ViewAction } from '../scenarios/view.ts';
import styles from './Search.module.css';
import { useFound } from './useFound.ts';

interface SearchDialogProps {
  readonly planId: string;
  readonly editor: Editor;
  readonly host: EngineHost;
  readonly accounts: Accounts;
  readonly map: PlanMap | null;
  readonly dispatch: Dispatch<ViewAction>;
  zoomTo(slot: number): void;
  onClose(): void;
}

interface Choice {
  readonly key: string;
  readonly label: string;
  readonly note: string;
  readonly Symbol: Icon;
  run(): void;
}

/** Zoom of the map for a place that was found. */
const CLOSE = { account: 10, postal: 9, city: 8.5, point: 10 };

/** One field for everything that can be gone to: territories, accounts, people, postal codes, cities and coordinates. */
export function SearchDialog({ planId, editor, host, accounts, map, dispatch, zoomTo, onClose }: SearchDialogProps): React.ReactNode {
  const text = useText();
  const t = text.seeing.search;
  const say = useToast();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const found = useFound(typed, { planId, host, accounts, state: editor.state, inPlan: (lng, lat) => map?.cells ? map.cells.at(lng, lat) >= 0 : true });
  useEffect(() => setAt(0), [typed]);

  const goTo = (label: string, lng: number, lat: number, zoom: number): void => {
    map?.goTo([lng, lat], zoom);
    const unit = map?.cells?.at(lng, lat) ?? -1;
    if (unit >= 0) dispatch({ type: 'cells', cells: new Set([unit]), slot: editor.slots[unit] });
    else say({ text: t.outside(label) });
  };
  const toTerritory = (slot: number): void => {
    dispatch({ type: 'select', slot });
    zoomTo(slot);
  };
  const { places } = accounts;
  const groups: { readonly title: string; readonly choices: readonly Choice[] }[] = [
    { title: t.coordinates, choices: found.point ? [{ key: 'point', label: `${found.point[1]}, ${found.point[0]}`, note: '', Symbol: IconMapPin, run: () => goTo(typed.trim(), found.point![0], found.point![1], CLOSE.point) }] : [] },
    { title: t.territories, choices: found.territories.map(({ slot, name, person }) => ({ key: `t${slot}`, label: name, note: person ?? '', Symbol: IconHexagon, run: () => toTerritory(slot) })) },
    {
      title: t.accounts,
      choices: found.accounts.map(({ index, id: code, name }) => ({
        key: `a${index}`, label: name, note: code, Symbol: IconBuilding,
        run: () => {
          dispatch({ type: 'account', account: index, slot: editor.slots[places.unit[index]] });
          map?.goTo([places.lngLat[2 * index], places.lngLat[2 * index + 1]], Math.max(CLOSE.account, map.map.getZoom()));
        },
      })),
    },
    {
      title: t.people,
      choices: found.places.people.map(({ key, name, territories }) => {
        const slots = territories.map((one) => editor.state.territories.findIndex((territory) => territory?.id === one)).filter((slot) => slot >= 0);
        return { key: `p${key}`, label: name ?? key, note: slots.map((slot) => editor.state.territories[slot]?.name).join(', ') || t.noTerritory, Symbol: IconUser, run: () => (slots.length > 0 ? toTerritory(slots[0]) : say({ text: t.covers(name ?? key) })) };
      }),
    },
    { title: t.postal, choices: found.places.postal.map(({ code, country, lng, lat }) => ({ key: `z${country} ${code}`, label: code, note: country, Symbol: IconMailbox, run: () => goTo(code, lng, lat, CLOSE.postal) })) },
    { title: t.cities, choices: found.places.cities.map(({ label, lng, lat }) => ({ key: `c${label} ${lng}`, label, note: '', Symbol: IconBuildingCommunity, run: () => goTo(label, lng, lat, CLOSE.city) })) },
  ].filter(({ choices }) => choices.length > 0);
  const all = groups.flatMap(({ choices }) => choices);
  const current = all[Math.min(at, all.length - 1)];
  const choose = (choice: Choice): void => {
    onClose();
    choice.run();
  };
  const keys = (event: React.KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1 };
    if (event.key === 'Enter' && current) choose(current);
    else if (event.key in steps && all.length > 0) setAt((steps[event.key] + all.length) % all.length);
    else return;
    event.preventDefault();
  };
  return (
    <Modal opened onClose={onClose} title={t.title} size={560} closeButtonProps={{ 'aria-label': text.shell.close }} yOffset="10vh" classNames={{ body: styles.body }} transitionProps={{ duration: 0 }}>
      <TextInput
        data-autofocus aria-label={t.field} placeholder={t.placeholder} value={typed} maxLength={120} leftSection={<IconSearch size={15} stroke={1.6} />} onChange={(event) => setTyped(event.currentTarget.value)} onKeyDown={keys}
        role="combobox" aria-expanded={all.length > 0} aria-controls={`${id}-list`} aria-autocomplete="list" aria-activedescendant={current ? `${id}-${current.key}` : undefined}
      />
      <div id={`${id}-list`} role="listbox" aria-label={t.results} className={styles.list}>
        {groups.map(({ title, choices }) => (
          <div key={title} role="group" aria-label={title}>
            <div className={styles.title} aria-hidden="true">{title}</div>
            {choices.map((choice) => (
              <Option key={choice.key} id={`${id}-${choice.key}`} choice={choice} on={choice === current} onChoose={choose} onPoint={() => setAt(all.indexOf(choice))} />
            ))}
          </div>
        ))}
      </div>
      <p className={styles.note} role="status">{typed.trim() === '' ? t.hint : all.length > 0 ? '' : found.looking ? t.looking : t.nothing(typed.trim())}</p>
    </Modal>
  );
}

function Option({ id, choice, on, onChoose, onPoint }: { id: string; choice: Choice; on: boolean; onChoose(choice: Choice): void; onPoint(): void }): React.ReactNode {
  const { label, note, Symbol } = choice;
  return (
    // The field keeps the focus and hears the keys; the pointer is the other way to choose.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div id={id} role="option" aria-selected={on} tabIndex={-1} className={on ? styles.on : styles.option} onClick={() => onChoose(choice)} onPointerMove={on ? undefined : onPoint} ref={on ? (row) => row?.scrollIntoView({ block: 'nearest' }) : undefined}>
      <Symbol size={15} stroke={1.6} aria-hidden />
      <span className={styles.label}>{label}</span>
      <span className={styles.code}>{note}</span>
    </div>
  );
}
