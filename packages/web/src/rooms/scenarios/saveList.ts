import type { EditorState } from '../../editor/EditorState.ts';
import type { Catalogue } from '../../text/useText.ts';
import { downloadCsv } from '../../ui/downloadCsv.ts';

/** Gives the list away as it stands, unassigned ground last. */
export function saveList({ workspace: t }: Catalogue, slots: readonly number[], measures: readonly { readonly key: string }[], { figures, territories, unassigned }: EditorState): void {
  const c = t.listColumns;
  downloadCsv(t.listFile, [
    [c.territory, c.name, c.cells, c.accounts, ...measures.flatMap(({ key }) => [key, c.target(key), c.deviation(key)])],
    ...slots.map((slot) => {
      const figure = figures[slot];
      return [territories[slot]?.id ?? '', territories[slot]?.name ?? '', figure.units, figure.accounts, ...figure.balance.flatMap(({ sum, target, deviation }) => [sum, target, Number(deviation.toFixed(6))])];
    }),
    ...(unassigned.units > 0 ? [['', t.unassigned, unassigned.units, unassigned.accounts, ...unassigned.balance.flatMap(({ sum }) => [sum, '', ''])]] : []),
  ]);
}
