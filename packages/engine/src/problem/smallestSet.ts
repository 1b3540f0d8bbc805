/**
 * The smallest set found of those that fail a test, where a set fails whenever some part of it does. First by leaving members out in halves and then one
 * by one (deletion filters and QuickXplain, Junker 2004), from both ends of the list, which ends at a set that nothing can
 * leave; then smaller sets are tried by size, as far as the work allows, since another set may be smaller still.
 *
 * @param fails whether these fail; all of them together do
 * @param most tests made at most by each of the three ways
 */
export function smallestSet<T>(all: readonly T[], fails: (some: readonly T[]) => boolean, most: number): readonly T[] {
  const forwards = minimal(all, fails, most);
  const backwards = minimal([...all].reverse(), fails, most);
  const found = backwards.length < forwards.length ? backwards : forwards;
  let left = most;
  for (let size = 1; size < found.length; size++) {
    const many = choices(all.length, size);
    if (many > left) break;
    left -= many;
    const smaller = firstFailing(all, size, fails, [], 0);
    if (smaller !== null) return smaller;
  }
  return found;
}

/** Leaves out runs of members, halving their length, as long as the rest fails; at length 1 until nothing more can go. */
function minimal<T>(all: readonly T[], fails: (some: readonly T[]) => boolean, most: number): readonly T[] {
  let kept = [...all];
  let left = most;
  for (let run = Math.ceil(kept.length / 2); ; run = Math.ceil(run / 2)) {
    let fewer = false;
    for (let at = 0; at < kept.length; ) {
      const rest = [...kept.slice(0, at), ...kept.slice(at + run)];
      if (rest.length < kept.length && left-- > 0 && fails(rest)) {
        kept = rest;
        fewer = true;
      } else at += run;
    }
    if (run <= 1 && !fewer) return kept;
  }
}

function firstFailing<T>(all: readonly T[], size: number, fails: (some: readonly T[]) => boolean, chosen: readonly T[], from: number): readonly T[] | null {
  if (chosen.length === size) return fails(chosen) ? chosen : null;
  for (let at = from; at + size - chosen.length <= all.length; at++) {
    const found = firstFailing(all, size, fails, [...chosen, all[at]], at + 1);
    if (found !== null) return found;
  }
  return null;
}

function choices(n: number, size: number): number {
  let many = 1;
  for (let j = 0; j < size; j++) many = (many * (n - j)) / (j + 1);
  return many;
}
