import type { EditorState } from '../../editor/EditorState.ts';
import type { LabelText } from '../../map/PlanMap.ts';
import { formatBalance } from '../../text/format.ts';

/** Words on the map: the name, and the worst figure where it is outside tolerance. While a design runs, names only: figures are of the plan below. A vacant position says so under its name. */
export function mapLabels({ territories, figures, locks }: EditorState, namesOnly: boolean, vacant: ReadonlySet<number>, vacantWords: string): Map<number, LabelText> {
  const labels = new Map<number, LabelText>();
  territories.forEach((territory, slot) => {
    if (!territory) return;
    const worst = figures[slot].balance.reduce((a, b) => (Math.abs(b.deviation) > Math.abs(a.deviation) ? b : a), figures[slot].balance[0]);
    const outside = !namesOnly && worst !== undefined && !worst.inside;
    labels.set(slot, {
      name: vacant.has(slot) ? `${territory.name}\n${vacantWords}` : territory.name,
      figure: outside ? formatBalance(worst.deviation, false) : '',
      state: !outside ? 'inside' : worst.deviation > 0 ? 'over' : 'under',
      locked: locks.has(slot),
    });
  });
  return labels;
}
