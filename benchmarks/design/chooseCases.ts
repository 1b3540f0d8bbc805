import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { foldersOf, type Options } from '../options.ts';
import { CASES, casesForStranger, type Case } from './cases.ts';

/** A case, or a graph folder that the table does not know: its cases depend on its size. */
export type Chosen = Case | { readonly stranger: string };

/** The cases that were asked for, in the order of the table; hospitals only when there is a file of them. */
export function chooseCases({ only, quick, graphs, hospitals }: Options): Chosen[] {
  const asked = (instance: string): boolean => only === null || only.includes(instance);
  const found: Chosen[] = CASES.filter((one) => asked(one.instance) && (!quick || one.quick === true) && (one.instance !== 'hospitals' || hospitals !== null));
  if (only?.includes('hospitals') && hospitals === null) throw new Error('hospitals: the layer is not part of this project; give it as CSV with --hospitals FILE');
  if (graphs === null || quick) return found;
  const table = new Set(CASES.map(({ instance }) => instance));
  const strangers = foldersOf(graphs).filter((name) => !table.has(name) && asked(name) && existsSync(join(graphs, name, 'cells.txt')));
  return [...found, ...strangers.map((stranger) => ({ stranger }))];
}

/** Cases of a stranger once its size is known. */
export function casesOf(chosen: Chosen, units: number): readonly Case[] {
  return 'stranger' in chosen ? casesForStranger(chosen.stranger, units) : [chosen];
}
