/** A side in the trade-off of balance against change; less is better of both. */
export interface TradePoint {
  readonly side: number;
  /** Share of accounts that are not with who has them today. */
  readonly change: number;
  /** Largest deviation. */
  readonly balance: number;
}

/** The sides that no other beats in both, by change; of those that are alike all. */
export function paretoEdge(points: readonly TradePoint[]): TradePoint[] {
  const beats = (a: TradePoint, b: TradePoint): boolean => a.change <= b.change && a.balance <= b.balance && (a.change < b.change || a.balance < b.balance);
  return points.filter((point) => !points.some((other) => beats(other, point))).toSorted((a, b) => a.change - b.change || a.balance - b.balance);
}
