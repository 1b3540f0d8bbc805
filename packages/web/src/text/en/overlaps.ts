import { count } from '../plural.ts';

/** Areas of a boundary layer that cover the same ground. */
export const overlaps = {
  title: (a: string, b: string, kind: 'same' | 'inside' | 'part') => (kind === 'same' ? `${a} and ${b} are the same ground twice` : kind === 'inside' ? `${b} lies inside ${a}` : `${a} and ${b} overlap`),
  where: (layer: string, km2: string, share: string, cells: number) => `In ${layer}: ${km2}, ${share} of the smaller one; ${cells === 0 ? 'no cell has its centre' : count(cells, 'cell has its centre', 'cells have their centres')} there`,
  why: (layer: string, first: string) => `Both are areas of the layer ${layer}. Whatever is filled, painted or counted by its areas gives the shared ground to ${first} alone, the first by id.`,
  whyOwn: (layer: string, first: string) => `Both come from the layer ${layer}, which this plan is made of. Accounts in the shared ground count for ${first} alone, the first by id.`,
  loading: 'Looking up where it lies …',
  otherGround: 'The open scenario stands on other ground than the plan does now, so it cannot be repaired here.',
  nobody: 'No cell has its centre there: nothing changes hands, whoever has it.',
  most: (area: string, territory: string) => `${area} lies mostly in ${territory}.`,
  lies: (area: string, territory: string) => `${area} lies in ${territory}.`,
  holds: (territory: string, cells: number) => `${territory} has ${count(cells, 'cell', 'cells')} of the shared ground.`,
  agreed: (territory: string) => `${territory} has all of it and is where both areas lie: nothing has to change hands.`,
  give: (territory: string, cells: number) => `Give it to ${territory} (${count(cells, 'cell', 'cells')})`,
  giveBoth: (territory: string, cells: number) => `Put both into ${territory} (${count(cells, 'cell', 'cells')})`,
  giveWhy: 'So many cells would change hands. Each is shown on the map with what it costs, before anything is changed.',
  mend: 'Or mend the layer and import it again: the entry then goes by itself.',
  mendOwn: 'A plan keeps the areas that it was built of; mended ones come with a new plan.',
  more: (n: number) => `${count(n, 'smaller overlap', 'smaller overlaps')} of this layer ${n === 1 ? 'is' : 'are'} not listed.`,
  layer: {
    both: (found: number, slivers: number, km2: string) => `${count(found, 'overlap', 'overlaps')} of its areas, and ${count(slivers, 'sliver', 'slivers')} where a border was drawn twice, ${km2} in all.`,
    overlaps: (found: number) => `${count(found, 'overlap', 'overlaps')} of its areas.`,
    slivers: (slivers: number, km2: string) => `${count(slivers, 'sliver', 'slivers')} where a border was drawn twice, ${km2} in all.`,
  },
};
