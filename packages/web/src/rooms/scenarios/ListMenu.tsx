import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useText } from '../../text/useText.ts';
import { MOST_BARS, type ListLook } from './listLook.ts';

/** How the list looks: percent, amounts or ranks, which measures have bars and which comes first, under groups or not. */
export function ListMenu({ look, onLook, measures, hierarchy }: { look: ListLook; onLook(change: Partial<ListLook>): void; measures: readonly { readonly key: string; readonly at: number }[]; hierarchy: boolean }): React.ReactNode {
  const t = useText().seeing.list;
  const toggle = (at: number): void => {
    const bars = look.bars.includes(at) ? look.bars.filter((one) => one !== at) : [...look.bars, at];
    onLook({ bars });
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target><Tooltip label={t.look}><ActionIcon variant="default" aria-label={t.look}><IconAdjustmentsHorizontal size={15} stroke={1.6} /></ActionIcon></Tooltip></Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t.figures}</Menu.Label>
        <Menu.RadioGroup value={look.figures} onChange={(value) => onLook({ figures: value as ListLook['figures'] })}>
          <Menu.RadioItem value="percent" closeMenuOnClick={false}>{t.percent}</Menu.RadioItem>
          <Menu.RadioItem value="amounts" closeMenuOnClick={false}>{t.amounts}</Menu.RadioItem>
          <Menu.RadioItem value="rank" closeMenuOnClick={false}>{t.rank}</Menu.RadioItem>
        </Menu.RadioGroup>
        {measures.length > 1 ? (
          <>
            <Menu.Label>{t.main}</Menu.Label>
            <Menu.RadioGroup value={String(look.main)} onChange={(value) => onLook({ main: Number(value), bars: look.bars.includes(Number(value)) ? look.bars : [Number(value), ...look.bars].slice(0, MOST_BARS) })}>
              {measures.map(({ key, at }) => <Menu.RadioItem key={key} value={String(at)} closeMenuOnClick={false}>{key}</Menu.RadioItem>)}
            </Menu.RadioGroup>
            <Menu.Label>{t.bars}</Menu.Label>
            {measures.map(({ key, at }) => {
              const on = look.bars.includes(at) || look.main === at;
              return <Menu.CheckboxItem key={key} checked={on} disabled={look.main === at || (!on && look.bars.length >= MOST_BARS)} closeMenuOnClick={false} onChange={() => toggle(at)}>{t.barOf(key)}</Menu.CheckboxItem>;
            })}
          </>
        ) : null}
        {hierarchy ? (
          <>
            <Menu.Label>{t.order}</Menu.Label>
            <Menu.CheckboxItem checked={look.grouped} closeMenuOnClick={false} onChange={() => onLook({ grouped: !look.grouped })}>{t.grouped}</Menu.CheckboxItem>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
