import { Button, Checkbox, FileButton, MultiSelect, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useRef, useState, type Dispatch } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import { withinDrive } from '../../editor/ground/withinDrive.ts';
import type { EngineHost } from '../../engine/engineHost.ts';
import { formatAmount } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { COUNTIES, MOST_MINUTES } from '../drawing/drawOptions.ts';
import { useAreas } from '../drawing/useAreas.ts';
import inspector from '../scenarios/Inspector.module.css';
import type { ViewAction } from '../scenarios/view.ts';
import { findPlace } from './findPlace.ts';
import styles from './Typing.module.css';
import { nearestUnit, unitsWithin, withRing } from './unitsAbout.ts';

type Kind = 'within' | 'drive' | 'areas' | 'ring';
const KINDS: readonly Kind[] = ['within', 'drive', 'areas', 'ring'];
/** The list is searched, so it need not show all counties at once. */
const MOST_LISTED = 100;

interface Props {
  readonly editor: Editor;
  readonly planId: string;
  readonly host: EngineHost;
  /** Cells that are chosen now. */
  readonly cells: ReadonlySet<number>;
  dispatch: Dispatch<ViewAction>;
  onFile(file: File): void;
  /** How far a place lies from the plan. */
  away(lngLat: readonly [number, number]): number;
}

/** Chooses cells by words: around a place, within a drive, in areas by their names, or a ring more than there is. */
export function SelectSection({ editor, planId, host, cells, dispatch, onFile, away }: Props): React.ReactNode {
  const text = useText();
  const t = text.typing.select;
  const [kind, setKind] = useState<Kind>('within');
  const [typed, setTyped] = useState('');
  const [km, setKm] = useState<number | string>(50);
  const [minutes, setMinutes] = useState<number | string>(30);
  const [layer, setLayer] = useState(COUNTIES);
  const [names, setNames] = useState<readonly string[]>([]);
  const [add, setAdd] = useState(false);
  const [said, setSaid] = useState<{ readonly text: string; readonly wrong: boolean } | null>(null);
  const [busy, setBusy] = useState(false);
  const forget = useRef<() => void>(null);
  const areas = useAreas(host, editor.graph, true, kind === 'areas' ? layer : null);
  const { graph } = editor;

  const found = async (): Promise<{ units: readonly number[]; where: string } | null> => {
    if (kind === 'ring') return { units: withRing(graph, cells), where: t.more };
    if (kind === 'areas') {
      const chosen = new Set(names.map(Number));
      const of = areas.set?.of ?? new Int32Array();
      return { units: [...of.keys()].filter((u) => chosen.has(of[u])), where: t.inAreas(names.map((at) => areas.set?.names[Number(at)] ?? '').join('; ')) };
    }
    const place = await findPlace(planId, typed, away);
    if (!place) return null;
    if (kind === 'within') return { units: unitsWithin(graph, place.lngLat, Number(km) * 1000), where: t.within(formatAmount(Number(km), 'count'), place.label) };
    return { units: withinDrive(graph, nearestUnit(graph, place.lngLat), Number(minutes)), where: t.drive(String(minutes), place.label) };
  };
  const run = async (): Promise<void> => {
    setBusy(true);
    try {
      const answer = await found();
      if (!answer) return setSaid({ text: t.unknown(typed.trim()), wrong: true });
      const all = new Set(add ? [...cells, ...answer.units] : answer.units);
      if (answer.units.length > 0) dispatch({ type: 'cells', cells: all });
      setSaid(answer.units.length > 0 ? { text: t.chosen(all.size, answer.where), wrong: false } : { text: t.none(answer.where), wrong: true });
    } catch (error) {
      setSaid({ text: error instanceof Error ? error.message : String(error), wrong: true });
    } finally {
      setBusy(false);
    }
  };
  const bad = kind === 'within' ? typed.trim() === '' || !(Number(km) > 0) : kind === 'drive' ? typed.trim() === '' || !(Number(minutes) > 0) : kind === 'areas' ? names.length === 0 : cells.size === 0;
  return (
    <section className={inspector.section}>
      <h3 id="typing-by">{t.title}</h3>
      <form className={styles.form} onSubmit={(event) => {
        event.preventDefault();
        if (!bad && !busy) void run();
      }}>
        <SegmentedControl fullWidth size="xs" aria-labelledby="typing-by" value={kind} onChange={(value) => { setKind(value as Kind); setSaid(null); }} data={KINDS.map((value) => ({ value, label: t.kinds[value] }))} />
        {kind === 'within' || kind === 'drive' ? (
          <div className={styles.pair}>
            <TextInput label={t.place} placeholder={t.placeHint} title={t.placeHint} value={typed} maxLength={120} onChange={(event) => setTyped(event.currentTarget.value)} />
            {kind === 'within' ? <NumberInput label={t.km} min={0} max={5000} decimalScale={1} value={km} onChange={setKm} /> : <NumberInput label={t.minutes} min={1} max={MOST_MINUTES} allowDecimal={false} value={minutes} onChange={setMinutes} />}
          </div>
        ) : null}
        {kind === 'areas' ? (
          <>
            <Select label={t.layer} allowDeselect={false} value={layer} data={areas.sets.map(({ id }) => ({ value: id, label: id === COUNTIES ? t.counties : id.slice(id.indexOf(':') + 1) }))} onChange={(value) => { setLayer(value ?? COUNTIES); setNames([]); }} />
            <MultiSelect label={t.areas} placeholder={names.length === 0 ? t.areasHint : undefined} searchable limit={MOST_LISTED} disabled={areas.set === null} error={areas.failed ? t.areasFailed : undefined} value={[...names]} onChange={setNames} data={(areas.set?.names ?? []).map((label, at) => ({ value: String(at), label }))} />
          </>
        ) : null}
        {kind === 'ring' ? <p className={styles.note}>{t.ring}</p> : <Checkbox label={t.add} checked={add} onChange={(event) => setAdd(event.currentTarget.checked)} />}
        <div className={styles.buttons}>
          <Button type="submit" variant="filled" size="xs" disabled={bad} loading={busy || (kind === 'areas' && areas.loading)}>{t.run}</Button>
          <FileButton accept=".geojson,.json,.kml,.kmz,.zip" resetRef={forget} inputProps={{ 'aria-label': text.drawing.boundary.open }} onChange={(file) => { if (file) onFile(file); forget.current?.(); }}>
            {(props) => <Button {...props} size="xs" title={t.fileHint} leftSection={<IconFileImport size={14} stroke={1.6} aria-hidden />}>{t.file}</Button>}
          </FileButton>
        </div>
        <p className={said?.wrong ? styles.wrong : styles.note} role="status">{said?.text ?? ''}</p>
      </form>
    </section>
  );
}
