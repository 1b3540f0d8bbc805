import { UNASSIGNED } from '@hexalign/engine';
import type { Dispatch } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { PlanMap } from '../../map/PlanMap.ts';
import type { Catalogue } from '../../text/useText.ts';
import type { Accounts } from '../accounts/useAccounts.ts';
import { setAllLocks } from '../drawing/clicks.ts';
import type { Command } from '../drawing/command.ts';
import type { CommandId } from '../drawing/keymap.ts';
import type { Proposals } from '../drawing/useProposals.ts';
import { nameOf } from '../scenarios/names.ts';
import type { ViewAction } from '../scenarios/view.ts';
import type { Found } from '../search/useFound.ts';
import type { Toast } from '../../ui/toast.ts';
import { fuzzy } from './fuzzy.ts';
import { keepRecent, recentCommands } from './recent.ts';
import type { Sentence } from './sentence.ts';

/** A line of the palette. */
export interface PaletteChoice {
  readonly key: string;
  readonly label: string;
  /** Key names that start it without the palette. */
  readonly keys: readonly string[];
  /** What Enter would do, in a sentence. */
  readonly preview: string;
  /** Changes the plan. */
  readonly edits: boolean;
  run(): void;
}

export interface PaletteGround {
  readonly editor: Editor;
  readonly accounts: Accounts;
  readonly map: PlanMap | null;
  readonly commands: readonly Command[];
  readonly proposals: Proposals;
  readonly text: Catalogue;
  dispatch: Dispatch<ViewAction>;
  toast(toast: Toast): void;
  zoomTo(slot: number): void;
}

/** Commands that need the pointer, a number or a shape under way; the palette itself is one that need not be found in it. */
const NOT_BY_NAME: ReadonlySet<CommandId> = new Set(['eyedropper', 'onlyUnassigned', 'onlyBetter', 'pan', 'pinned', 'pin', 'lastPoint', 'finish', 'drop', 'palette']);
const ZOOM = { account: 10, place: 9 };

/** Commands whose title fits, the best first; while nothing is typed the recent ones first. */
export function commandChoices(typed: string, { commands, text }: Pick<PaletteGround, 'commands' | 'text'>): { readonly recent: PaletteChoice[]; readonly others: PaletteChoice[] } {
  const used = recentCommands();
  const fitting = commands
    .flatMap((command) => {
      const rank = NOT_BY_NAME.has(command.id) ? null : fuzzy(typed, command.title);
      return rank === null ? [] : [{ command, rank, last: used.includes(command.id) ? used.indexOf(command.id) : used.length }];
    })
    .toSorted((a, b) => a.rank - b.rank || a.last - b.last);
  const choice = ({ command }: { command: Command }): PaletteChoice => ({
    key: command.id, label: command.title, keys: command.keys, preview: text.palette.preview.command(command.title), edits: command.edits,
    run: () => {
      keepRecent(command.id);
      command.run(0);
    },
  });
  const recent = typed.trim() === '' ? fitting.filter(({ last }) => last < used.length) : [];
  return { recent: recent.map(choice), others: fitting.filter((one) => !recent.includes(one)).map(choice) };
}

/** What a sentence may mean, the likeliest first. */
export function sentenceChoices(sentence: Sentence, found: Found, ground: PaletteGround): PaletteChoice[] {
  const { editor, text, proposals, toast } = ground;
  const t = text.palette;
  const none = { keys: [], edits: true } as const;
  switch (sentence.kind) {
    case 'merge':
      return sentence.pairs.map(({ slot, into }) => {
        const [gone, taker] = [slot, into].map((one) => nameOf(editor.state, one, text.workspace.unassigned));
        const { units, accounts } = editor.figureOf(slot);
        return { ...none, key: `merge-${slot}-${into}`, label: t.merge(gone, taker), preview: t.preview.merge(gone, taker, units, accounts), run: () => proposals.merge(slot, into) };
      });
    case 'locks': {
      const { to } = sentence;
      const changed = editor.state.territories.filter((territory, slot) => territory?.level === 0 && editor.state.locks.has(slot) !== to).length;
      return [{ ...none, key: `locks-${to}`, label: to ? t.lockAll : t.unlockAll, preview: t.preview.locks(changed), run: () => setAllLocks({ editor, text, toast }, to) }];
    }
    case 'owner':
      return [...accountChoices(found, ground), ...placeChoices(found, ground)];
    case 'go':
      return [...placeChoices(found, ground), ...accountChoices(found, ground)];
  }
}

function ownerAt({ editor, text }: PaletteGround, slot: number): string {
  const territory = slot === UNASSIGNED ? null : editor.state.territories[slot];
  const name = nameOf(editor.state, slot, text.workspace.unassigned);
  return territory?.person ? text.palette.preview.withPerson(name, territory.person) : name;
}

function accountChoices(found: Found, ground: PaletteGround): PaletteChoice[] {
  const { accounts: { places }, editor, map, text, dispatch } = ground;
  return found.accounts.map(({ index, id, name }) => {
    const slot = editor.slots[places.unit[index]];
    return {
      key: `account-${index}`, label: `${name} · ${id}`, keys: [], edits: false, preview: text.palette.preview.account(name, ownerAt(ground, slot)),
      run: () => {
        dispatch({ type: 'account', account: index, slot });
        map?.goTo([places.lngLat[2 * index], places.lngLat[2 * index + 1]], Math.max(ZOOM.account, map.map.getZoom()));
      },
    };
  });
}

function placeChoices(found: Found, ground: PaletteGround): PaletteChoice[] {
  const { editor, map, text, dispatch, zoomTo } = ground;
  const t = text.palette;
  const place = (key: string, label: string, lng: number, lat: number): PaletteChoice => {
    const unit = map?.cells?.at(lng, lat) ?? -1;
    return {
      key, label: t.goTo(label), keys: [], edits: false, preview: unit >= 0 ? t.preview.place(label, ownerAt(ground, editor.slots[unit])) : t.preview.outside(label),
      run: () => {
        map?.goTo([lng, lat], ZOOM.place);
        if (unit >= 0) dispatch({ type: 'cells', cells: new Set([unit]), slot: editor.slots[unit] });
      },
    };
  };
  const toTerritory = (slot: number) => (): void => {
    dispatch({ type: 'select', slot });
    zoomTo(slot);
  };
  return [
    ...(found.point ? [place('point', `${found.point[1]}, ${found.point[0]}`, found.point[0], found.point[1])] : []),
    ...found.territories.map(({ slot, name }): PaletteChoice => ({ key: `territory-${slot}`, label: t.goTo(name), keys: [], edits: false, preview: t.preview.territory(ownerAt(ground, slot)), run: toTerritory(slot) })),
    ...found.places.people.flatMap(({ key, name, territories }): PaletteChoice[] => {
      const slots = territories.map((id) => editor.state.territories.findIndex((territory) => territory?.id === id)).filter((slot) => slot >= 0);
      const said = name ?? key;
      return slots.length === 0 ? [] : [{ key: `person-${key}`, label: t.goTo(said), keys: [], edits: false, preview: t.preview.person(said, slots.map((slot) => editor.state.territories[slot]?.name).join(', ')), run: toTerritory(slots[0]) }];
    }),
    ...found.places.cities.map(({ label, lng, lat }) => place(`city-${label}-${lng}`, label, lng, lat)),
    ...found.places.postal.map(({ code, country, lng, lat }) => place(`postal-${country}-${code}`, `${code} ${country}`, lng, lat)),
  ];
}
