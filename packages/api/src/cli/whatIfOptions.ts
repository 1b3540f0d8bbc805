import { parseArgs } from 'node:util';
import { Playbook, type PlaybookAsked } from '../../contract/playbooks.ts';
import type { ChangeBudget } from '../../contract/solving.ts';
import { InputError } from '../datasets/inputError.ts';
import { toleranceOf } from './toleranceOf.ts';
import { wrongOption as wrong } from './wrongOption.ts';

/** What `hexalign whatif` was asked for. */
export interface WhatIfOptions {
  readonly dir: string;
  readonly out: string;
  readonly playbooks: readonly Playbook[];
  readonly tolerance: number | null;
  readonly budget: ChangeBudget | null;
  /** A table of the accounts' segments. */
  readonly segments: string | null;
  readonly json: boolean;
}

const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;
const OPTIONS = { out: text, leave: texts, hire: texts, split: texts, merge: texts, count: text, target: texts, segment: texts, segments: text, shift: texts, reach: texts, tolerance: text, budget: text, json: { type: 'boolean' } } as const;

/**
 * @param slotOf slot by the id of a territory
 * @throws InputError `option.invalid` with the option in `where`
 */
export function whatIfOptions(args: readonly string[]): { readonly dir: string; readonly read: (slotOf: (id: string, option: string) => number) => WhatIfOptions } {
  const { values, positionals } = parsed(args);
  if (positionals.length !== 1) throw wrong('the command line', 'one plan folder', positionals.length === 0 ? 'none' : positionals.join(', '), 'Say hexalign whatif DIR --leave T01 --out NEW.');
  const [dir] = positionals;
  if (values.out === undefined || values.out === '') throw wrong('--out', 'a folder for the new plan', 'none', 'Add --out NEW.');
  const { out } = values;
  return {
    dir,
    read(slotOf) {
      const leave = (values.leave ?? []).map((id) => slotOf(id, '--leave'));
      const asked: PlaybookAsked[] = [
        ...(leave.length === 0 ? [] : [{ kind: 'leave' as const, slots: leave }]),
        ...(values.merge ?? []).map((pair): PlaybookAsked => {
          const [, slot, into] = matched('--merge', pair, /^(.+)=(.+)$/, 'T07=T08');
          return { kind: 'merge', slot: slotOf(slot, '--merge'), into: slotOf(into, '--merge') };
        }),
        ...(values.split ?? []).map((one): PlaybookAsked => {
          const [, id, part] = matched('--split', one, /^(.+?)(?::([\d.]+%?))?$/, 'T07:40%');
          return { kind: 'split', slot: slotOf(id, '--split'), ...(part === undefined ? {} : { part: shareOf('--split', part) }) };
        }),
        ...(values.hire ?? []).map((one): PlaybookAsked => {
          const [, name, lat, lng, ramp] = matched('--hire', one, /^(.+)@(-?[\d.]+), *(-?[\d.]+)(?:\*([\d.]+%?))?$/, "'Ada@39.7,-105'");
          return { kind: 'hire', name, lat: Number(lat), lng: Number(lng), ...(ramp === undefined ? {} : { ramp: shareOf('--hire', ramp) }) };
        }),
        ...(values.count === undefined ? [] : [{ kind: 'count' as const, territories: Number(values.count) }]),
        ...(values.target ?? []).map((one): PlaybookAsked => {
          const [, id, share, measure] = matched('--target', one, /^(.+?)=([\d.]+%?)(?::(.+))?$/, 'T07=4%');
          return { kind: 'target', slot: slotOf(id, '--target'), share: shareOf('--target', share), measure: measure ?? null };
        }),
        ...(values.shift ?? []).map((one): PlaybookAsked => {
          const [, measure, factor, box] = matched('--shift', one, /^(.+?)=([\d.]+%?)(?:@(.+))?$/, 'revenue=120%');
          const bounds = box?.split(',').map(Number);
          if (bounds !== undefined && (bounds.length !== 4 || bounds.some(Number.isNaN))) throw wrong('--shift', 'west,south,east,north in degrees after @', box!, 'For example revenue=120%@-109,37,-102,41.');
          return { kind: 'shift', measure, factor: shareOf('--shift', factor), ...(bounds === undefined ? {} : { ground: { kind: 'area', bounds: bounds as [number, number, number, number] } }) };
        }),
        ...(values.segment ?? []).map((one): PlaybookAsked => {
          const [, measure, names, weight, others] = matched('--segment', one, /^(.+?)=(.+?)(?:\*([\d.]+%?)(?:\/([\d.]+%?))?)?$/, "'revenue=Gold,Silver*200%/50%'");
          if (values.segments === undefined) throw wrong('--segment', 'a table of the accounts\' segments', 'none', 'Add --segments FILE.csv with columns id and segments.');
          return { kind: 'segment', measure, segments: names.split(',').map((name) => name.trim()), ...(weight === undefined ? {} : { weight: shareOf('--segment', weight) }), ...(others === undefined ? {} : { others: shareOf('--segment', others) }) };
        }),
        ...(values.reach ?? []).map((one): PlaybookAsked => {
          const [, km, id] = matched('--reach', one, /^([\d.]+)(?:@(.+))?$/, '150 or 150@T07');
          return { kind: 'reach', reachKm: Number(km), slots: id === undefined ? [] : [slotOf(id, '--reach')] };
        }),
      ];
      if (asked.length === 0 && values.tolerance === undefined) throw wrong('the command line', 'something that happens', 'nothing', 'See hexalign help, What if.');
      const playbooks = (asked.length === 0 ? [{ kind: 'rebalance' as const }] : asked).map((one) => {
        const read = Playbook.safeParse(one);
        if (!read.success) throw wrong(`--${one.kind}`, 'numbers as hexalign help has them', read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '), 'See hexalign help, What if.');
        return read.data;
      });
      const [, what, share] = values.budget === undefined ? [] : matched('--budget', values.budget, /^(.+)=([\d.]+%?)$/, 'revenue=5%');
      return { dir, out, playbooks, tolerance: values.tolerance === undefined ? null : toleranceOf(values.tolerance), budget: what === undefined ? null : { what, share: shareOf('--budget', share) }, segments: values.segments ?? null, json: values.json ?? false };
    },
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    throw error instanceof InputError ? error : wrong('the command line', 'options as hexalign help lists them', (error as Error).message.split(/[.\n] ?/)[0].trim(), 'See hexalign help.');
  }
}

function matched(option: string, given: string, form: RegExp, example: string): RegExpExecArray {
  const found = form.exec(given.trim());
  if (found === null) throw wrong(option, example, `"${given}"`, `Say ${option} ${example}.`);
  return found;
}

/** `40%` or `0.4`. */
function shareOf(option: string, given: string): number {
  const value = given.endsWith('%') ? Number(given.slice(0, -1)) / 100 : Number(given);
  if (!Number.isFinite(value)) throw wrong(option, 'a share such as 40% or 0.4', `"${given}"`, `Say ${option} with 40%.`);
  return value;
}
