import { Button, Radio } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Editor } from '../../editor/Editor.ts';
import type { Place } from '../../editor/journal/places.ts';
import { routes } from '../../routes.ts';
import { queryClient } from '../../server/queries.ts';
import { useMay } from '../../server/useMay.ts';
import { formatMoment } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Refusal } from '../../ui/Refusal.tsx';
import { useToast } from '../../ui/toast.ts';
import { placeOf, valueOf } from '../compare/conflictWords.ts';
import merge from '../compare/Merge.module.css';
import inspector from '../scenarios/Inspector.module.css';
import { PanelHead } from '../scenarios/PanelHead.tsx';
import { nameOf } from '../scenarios/names.ts';
import { copyOfMine } from './copyOfMine.ts';
import { usePlaces } from './usePlaces.ts';

type Side = 'mine' | 'theirs' | 'copy';

interface PlacesPanelProps {
  readonly editor: Editor;
  readonly planId: string;
  readonly scenarioId: string;
  readonly scenarioName: string;
  /** Shows one's own side of a place on the map, as it would be. */
  onLook(place: Place, label: string): void;
  onClose(): void;
}

/** Places that one changed while apart from the server and others changed too, in place of the inspector: mine, theirs, or mine as a copy, for each. */
export function PlacesPanel({ editor, planId, scenarioId, scenarioName, onLook, onClose }: PlacesPanelProps): React.ReactNode {
  const text = useText();
  const t = text.offline;
  const toast = useToast();
  const may = useMay();
  const [, go] = useLocation();
  const places = usePlaces(editor);
  const [sides, setSides] = useState<ReadonlyMap<string, Side>>(new Map());
  const allowed = (place: Place, side: Side): boolean => (side === 'mine' ? place.fits : side === 'theirs' || (may('scenario.write') && place.reason !== 'noGround' && place.reason !== 'needed'));
  const sideOf = (place: Place): Side | null => {
    const side = sides.get(place.key);
    return side !== undefined && allowed(place, side) ? side : null;
  };
  const chosen = (side: Side): Place[] => places.filter((place) => sideOf(place) === side);
  const decided = places.filter((place) => sideOf(place) !== null);
  const all = (side: Side): void => setSides(new Map([...sides, ...places.filter((place) => allowed(place, side)).map(({ key }) => [key, side] as const)]));
  const carryOut = useMutation({
    mutationFn: async () => {
      const [mine, theirs, copied] = [chosen('mine'), chosen('theirs'), chosen('copy')];
      // First what may fail: then nothing is decided.
      const copy = copied.length > 0 ? await copyOfMine(editor, scenarioId, t.branchName(scenarioName, formatMoment(Date.now())), copied) : null;
      const before = editor.settle([...theirs, ...copied]);
      if (mine.length > 0) editor.takeMine(mine);
      return { copy, before, onlyTheirs: mine.length === 0 && copy === null, places: mine.length + theirs.length + copied.length };
    },
    onSuccess: ({ copy, before, onlyTheirs, places: n }) => {
      setSides(new Map());
      if (copy) {
        void queryClient.invalidateQueries({ queryKey: ['plan', planId] });
        toast({ text: t.copied(copy.name), action: { label: t.openCopy, run: () => go(routes.scenario(planId, copy.id)) } });
      } else if (onlyTheirs) toast({ text: t.done(n), action: { label: text.shell.undo, run: () => editor.unsettle(before) } });
      else toast({ text: t.done(n), action: { label: text.shell.undo, run: () => void editor.undo('undo') } });
    },
  });
  // A territory that others removed is called as it was when it was painted.
  const removed = new Map(editor.state.unsettled.flatMap(({ into }) => into).map(([slot, territory]) => [slot, territory.name]));
  const name = (slot: number): string => (editor.state.territories[slot] ? undefined : removed.get(slot)) ?? nameOf(editor.state, slot, text.workspace.unassigned);
  return (
    <aside className={inspector.panel} aria-label={t.title}>
      <PanelHead title={t.title} onClose={onClose} />
      <div className={inspector.body}>
        {places.length === 0 ? <EmptyState icon={<IconCircleCheck size={22} stroke={1.6} />} title={t.none.title} why={t.none.why} /> : (
          <div className={merge.merge}>
            <p>{t.intro}</p>
            {places.length > 1 ? <div className={merge.buttons}><Button onClick={() => all('mine')}>{t.allMine}</Button><Button onClick={() => all('theirs')}>{t.allTheirs}</Button></div> : null}
            {places.map((place) => {
              const conflict = { ...place, units: [...place.units], reason: 'both' as const };
              const what = placeOf(conflict, name, text);
              const [mine, theirs, base] = [place.mine, place.theirs, place.base].map((value) => valueOf(conflict, value, name, text));
              return (
                <fieldset key={place.key} className={merge.conflict}>
                  <legend>{what}<span>{t.base(base)}</span></legend>
                  <p>{t.reason[place.reason]}</p>
                  <Radio.Group value={sideOf(place) ?? ''} onChange={(side) => setSides(new Map(sides).set(place.key, side as Side))} aria-label={what}>
                    <Radio value="mine" disabled={!allowed(place, 'mine')} label={<>{t.mine}: <b>{mine}</b></>} />
                    <Radio value="theirs" label={<>{t.theirs}: <b>{theirs}</b></>} />
                    <Radio value="copy" disabled={!allowed(place, 'copy')} label={t.copy} />
                  </Radio.Group>
                  {place.units.length > 0 && place.reason !== 'noGround' ? <button type="button" className={merge.link} onClick={() => onLook(place, t.look(mine))}>{t.show}</button> : null}
                </fieldset>
              );
            })}
            {carryOut.error ? <Refusal error={carryOut.error} /> : null}
            <Button variant="filled" fullWidth disabled={decided.length === 0} loading={carryOut.isPending} onClick={() => carryOut.mutate()}>{decided.length === 0 ? t.decide : t.run(decided.length)}</Button>
            {decided.length < places.length ? <p>{t.later}</p> : null}
          </div>
        )}
      </div>
    </aside>
  );
}
