import type { Exported } from '../exported.ts';
import { reportWords } from '../reportWords.ts';
import { mapGround } from './mapGround.ts';
import { overviewPage } from './overviewPage.ts';
import type { Scene } from './scene.ts';
import { territoryPage } from './territoryPage.ts';

type Drawn = Pick<Exported, 'plan' | 'shapes' | 'stamp' | 'accountNames' | 'language'>;

/** The plan on one page. */
export function mapPage(exported: Drawn): Scene {
  return overviewPage(exported, mapGround(exported), 'Hexalign');
}

/** A book: the plan, then a page for each territory that has ground. */
export function mapBook(exported: Drawn): Scene[] {
  const ground = mapGround(exported);
  const slots = exported.plan.territories.flatMap((_, slot) => (ground.names[slot] === null ? [] : [slot]));
  const page = (number: number): string => reportWords(exported.language).page(number, slots.length + 1);
  return [overviewPage(exported, ground, page(1)), ...slots.map((slot, i) => territoryPage(exported, ground, slot, page(i + 2)))];
}
