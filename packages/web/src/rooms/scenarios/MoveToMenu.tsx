import { Button, Menu, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { UNASSIGNED } from '@hexalign/engine';
import { useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { useText } from '../../text/useText.ts';
import { Swatch } from '../../ui/Swatch.tsx';

const pickTerritories = (state: EditorState): EditorState['territories'] => state.territories;

/** Chooses a territory to move something to, by name. */
export function MoveToMenu({ editor, colours, label, disabled = false, onChoose }: { editor: Editor; colours: readonly number[]; label?: string; disabled?: boolean; onChoose(slot: number): void }): React.ReactNode {
  const t = useText().workspace;
  const territories = useEditor(editor, pickTerritories);
  const [query, setQuery] = useState('');
  const wanted = query.trim().toLowerCase();
  const slots = territories.flatMap((territory, slot) => (territory && !editor.state.locks.has(slot) && territory.name.toLowerCase().includes(wanted) ? [slot] : []));
  const choose = (slot: number): void => {
    setQuery('');
    onChoose(slot);
  };
  return (
    <Menu position="bottom-start" onClose={() => setQuery('')}>
      <Menu.Target>
        <Button disabled={disabled} rightSection={<IconChevronDown size={14} stroke={1.6} />}>{label ?? t.inspector.moveTo}</Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        {territories.length > 8 ? <TextInput aria-label={t.find} placeholder={t.find} value={query} onChange={(event) => setQuery(event.currentTarget.value)} mb={4} data-autofocus /> : null}
        {slots.map((slot) => (
          <Menu.Item key={slot} leftSection={<Swatch colour={colours[slot] ?? 0} />} onClick={() => choose(slot)}>{territories[slot]?.name}</Menu.Item>
        ))}
        {wanted === '' ? <Menu.Item leftSection={<Swatch colour={null} />} onClick={() => choose(UNASSIGNED)}>{t.unassigned}</Menu.Item> : null}
      </Menu.Dropdown>
    </Menu>
  );
}
