/** A share as a planner reads it, with one decimal, or as many as tell it from the limit it exceeds. */
export function percent(share: number, limit = Number.NaN): string {
  for (let digits = 1; digits < 9; digits++) {
    const text = (100 * share).toFixed(digits);
    if ((share === 0 || Number(text) !== 0) && text !== (100 * limit).toFixed(digits)) return `${text} %`;
  }
  return `${100 * share} %`;
}

/** A limit as it was given: as many decimals as it has, up to six. */
export function percentGiven(share: number): string {
  return `${Number((100 * share).toFixed(6))} %`;
}
