import { Button, NativeSelect } from '@mantine/core';
import { IconRestore } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import { useText } from '../../text/useText.ts';
import bar from '../drawing/OptionBar.module.css';
import { nameOf } from '../scenarios/names.ts';
import { slotsChanged, wayBack, type WayBack } from './placesBack.ts';
import type { Earlier, Preview } from './usePreview.ts';

/** One place as it was, shown before it is made. */
export interface Restoring extends WayBack {
  readonly place: string;
  /** The earlier state that it comes from. */
  readonly earlier: Earlier;
}

/** Over the map while an earlier state is shown: picks the one place that shall be so again. */
export function RestorePick({ editor, preview, cells, onPick }: { editor: Editor; preview: Preview; cells: ReadonlySet<number>; onPick(restoring: Restoring): void }): React.ReactNode {
  const text = useText();
  const t = text.versions.restore;
  const { state, shown } = preview;
  const then = shown?.slots ?? null;
  const changed = useMemo(() => (then ? slotsChanged(then, editor) : []), [then, editor]);
  const some = useMemo(() => (then ? [...cells].filter((u) => then[u] !== editor.slots[u]).length : 0), [then, cells, editor]);
  // Who asked to restore a place is asked for it as soon as there is something to choose from.
  const picker = useRef<HTMLSelectElement>(null);
  const asks = state?.restore === true && changed.length > 0;
  useEffect(() => { if (asks) picker.current?.focus(); }, [asks]);
  if (!state || !then) return null;
  if (changed.length === 0) return <span className={bar.hint}>{t.same}</span>;
  const name = (slot: number): string => nameOf(editor.state, slot, text.workspace.unassigned);
  const pick = (value: string): void => {
    const place = value === 'cells' ? { cells } : { slot: Number(value) };
    const label = value === 'cells' ? t.cells(some) : name(Number(value));
    const back = wayBack(then, editor, place);
    onPick({ ...back, place: label, earlier: state });
    preview.show({ seq: editor.state.seq, label: t.as(label, state.label), patch: back });
  };
  return (
    <NativeSelect
      size="xs" aria-label={t.pick} value="" ref={picker} onChange={(event) => { if (event.currentTarget.value !== '') pick(event.currentTarget.value); }}
      data={[{ value: '', label: t.pick }, ...(some > 0 ? [{ value: 'cells', label: t.selected(some) }] : []), ...changed.map(({ slot, units }) => ({ value: String(slot), label: t.territory(name(slot), units) }))]}
    />
  );
}

/** Over the map while one place is shown as it was: makes it so, or goes back to the earlier state. */
export function RestoreBar({ editor, restoring, preview, onDone }: { editor: Editor; restoring: Restoring; preview: Preview; onDone(): void }): React.ReactNode {
  const t = useText().versions.restore;
  const [took, setTook] = useState(false);
  const { units, to, stay, place, earlier } = restoring;
  // The choice that was made is gone from the page: its answer is the next thing.
  const go = useRef<HTMLButtonElement>(null);
  useEffect(() => go.current?.focus(), []);
  const restore = (): void => {
    setTook(true);
    if (units.length > 0) editor.assign({ units, to }, 'lasso', { kind: 'hand', text: t.as(place, earlier.label) });
    preview.end();
    onDone();
  };
  return (
    <div className={bar.bar} role="status">
      <IconRestore size={16} stroke={1.6} className={bar.icon} aria-hidden />
      <b>{t.as(place, earlier.label)}</b>
      <span className={bar.hint}>{t.would(units.length)}{stay > 0 ? ` ${t.stay(stay)}` : ''}</span>
      <Button
        size="compact-sm" onClick={() => {
          onDone();
          preview.show(earlier);
        }}
      >
        {t.back}
      </Button>
      <Button size="compact-sm" variant="filled" ref={go} disabled={units.length === 0 || took} onClick={restore}>{t.run}</Button>
    </div>
  );
}
