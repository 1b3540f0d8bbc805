/**
 * How many of k territories each part gets, by the method of equal proportions (Hill 1911, Huntington 1921): the next
 * territory goes where the weight per territory is relatively furthest above. `least[p]` territories are given first, `most[p]` is never passed.
 * Parts of least 0 get none only when k does not suffice: then it is those worth less than half a territory that go without, so that
 * islets do not take the territories of the mainland.
 *
 * @returns territories per part, summing to at most k
 */
export function apportion(k: number, share: Float64Array, least: Int32Array, most: Int32Array): Int32Array {
  const parts = share.length;
  const given = new Int32Array(parts);
  let left = k;
  for (let p = 0; p < parts; p++) {
    given[p] = Math.min(least[p], most[p], left);
    left -= given[p];
  }
  // A part without any territory comes before all others, the heaviest first.
  const bare = [...share.keys()].filter((p) => given[p] === 0 && most[p] > 0).sort((a, b) => share[b] - share[a] || a - b);
  const half = share.reduce((sum, weight) => sum + weight, 0) / (2 * k);
  const worth = (p: number): boolean => bare.length <= left || share[p] >= half || p === bare[0];
  // Others wait until nobody else has room for a territory.
  const waiting = bare.filter((p) => !worth(p));
  for (const p of bare.filter(worth).slice(0, left)) {
    given[p] = 1;
    left--;
  }
  while (left > 0) {
    let best = -1;
    let priority = -1;
    for (let p = 0; p < parts; p++) {
      if (given[p] >= most[p] || given[p] === 0) continue;
      const claim = (share[p] * share[p]) / (given[p] * (given[p] + 1));
      if (claim > priority) {
        best = p;
        priority = claim;
      }
    }
    if (best < 0) best = waiting.shift() ?? -1;
    if (best < 0) break;
    given[best]++;
    left--;
  }
  return given;
}
