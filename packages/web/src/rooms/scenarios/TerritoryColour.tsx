import { Menu } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { Editor } from '../../editor/Editor.ts';
import { likeness } from '../../map/colouring.ts';
import { useText } from '../../text/useText.ts';
import { look, patterns, territoryFills } from '../../theme/territoryPalette.ts';
import { Swatch } from '../../ui/Swatch.tsx';
import { nameOf } from './names.ts';
import styles from './TerritoryColour.module.css';

const NUMBERS = Array.from({ length: territoryFills.length * patterns.length }, (_, number) => number);

/** The colour of a territory as a button: fixed by hand for everybody, as an edit, or chosen by itself again. */
export function ColourButton({ editor, slot, colour }: { editor: Editor; slot: number; colour: number }): React.ReactNode {
  const t = useText().colour;
  const territory = editor.state.territories[slot];
  if (!territory) return null;
  const fix = (to: number | null): void => {
    if (to !== territory.colour) editor.run({ type: 'territory', slot, from: territory, to: { ...territory, colour: to } });
  };
  return (
    <Menu position="bottom-start">
      <Menu.Target><button type="button" className={styles.button} aria-label={t.open(territory.name)} title={t.open(territory.name)}><Swatch colour={colour} size={16} /></button></Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t.title}</Menu.Label>
        <Menu.Item onClick={() => fix(null)} rightSection={territory.colour === null ? <IconCheck size={14} stroke={1.6} aria-hidden /> : null}>{t.byItself}</Menu.Item>
        <div className={styles.grid}>
          {NUMBERS.map((number) => {
            const { hue, pattern } = look(number);
            const name = t.of(hue, pattern);
            return <Menu.Item key={number} className={`${styles.choice} ${territory.colour === number ? styles.chosen : ''}`} style={{ padding: 0 }} aria-label={name} title={name} onClick={() => fix(number)}><Swatch colour={number} size={18} /></Menu.Item>;
          })}
        </div>
      </Menu.Dropdown>
    </Menu>
  );
}

/** What is too close to a colour that was fixed by hand: neighbours that have it too, or look like it to some eyes. */
export function ColourWarning({ editor, slot, around, colours }: { editor: Editor; slot: number; around: readonly number[]; colours: readonly number[] }): React.ReactNode {
  const text = useText();
  if (editor.state.territories[slot]?.colour === null) return null;
  for (const kind of ['same', 'alike'] as const) {
    const other = around.find((one) => likeness(colours[slot], colours[one]) === kind);
    if (other !== undefined) return <p className={styles.warning} role="status"><IconAlertTriangle size={15} stroke={1.6} aria-hidden />{text.colour[kind](nameOf(editor.state, other, text.workspace.unassigned))}</p>;
  }
  return null;
}
