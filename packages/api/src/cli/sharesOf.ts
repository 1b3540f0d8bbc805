import type { AskedDemands } from './demandOptions.ts';
import { wrongOption } from './wrongOption.ts';

/**
 * Shares of the total from multiples of an even one: what is left goes to the others alike.
 *
 * @param ids k ids; null when nothing is said
 * @returns per measure k shares that sum to 1; null = even
 * @throws InputError `option.invalid` when nothing is left, or the measure is none
 */
export function sharesOf(asked: AskedDemands['shares'], keys: readonly string[], ids: readonly string[] | null, k: number): (Float64Array | null)[] {
  const unknown = asked.find(({ measure }) => measure !== null && !keys.includes(measure));
  if (unknown) throw wrongOption(unknown.where, `a measure of the plan: ${keys.join(', ')}`, `"${unknown.measure}"`, 'Name it as in --measure.');
  return keys.map((key) => {
    const said = asked.filter(({ measure }) => measure === null || measure === key);
    if (said.length === 0 || ids === null) return null;
    const times = new Map<string, number>();
    // What is said of the measure itself counts before what is said of all.
    for (const { territory, share } of [...said].sort((a, b) => Number(a.measure !== null) - Number(b.measure !== null))) if (territory !== null) times.set(territory, share);
    const given = [...times.values()].reduce((sum, one) => sum + one, 0);
    const others = k - times.size;
    if (others > 0 && given >= k) throw wrongOption(said[0].where, `shares that leave something for the other ${others} ${others === 1 ? 'territory' : 'territories'}`, `${given} of ${k} even shares given away`, 'Give smaller shares.');
    // Where all are named, only how they compare counts.
    const even = others > 0 ? (k - given) / others : 0;
    const all = others > 0 ? k : given;
    return Float64Array.from(ids, (id) => (times.get(id) ?? even) / all);
  });
}
