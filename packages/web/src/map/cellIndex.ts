import { cellToParent, getResolution, latLngToCell } from 'h3-js';

/**
 * Finds the unit under a point by logical containment: the cell of the finest resolution that holds the point, then up
 * its parents until one of them is a unit of the plan.
 */
export class CellIndex {
  private readonly positions: Map<string, number>;
  private readonly finest: number;
  private readonly coarsest: number;

  constructor(ids: readonly string[]) {
    this.positions = new Map();
    let finest = 0;
    let coarsest = 15;
    ids.forEach((id, u) => {
      this.positions.set(id, u);
      const resolution = getResolution(id);
      if (resolution > finest) finest = resolution;
      if (resolution < coarsest) coarsest = resolution;
    });
    this.finest = finest;
    this.coarsest = coarsest;
  }

  /** The unit at [lng, lat], or -1 where the plan has no ground. */
  at(lng: number, lat: number): number {
    if (this.positions.size === 0) return -1;
    const cell = latLngToCell(lat, lng, this.finest);
    for (let resolution = this.finest; resolution >= this.coarsest; resolution--) {
      const unit = this.positions.get(resolution === this.finest ? cell : cellToParent(cell, resolution));
      if (unit !== undefined) return unit;
    }
    return -1;
  }

  /** The position of a unit by its id, or -1. */
  of(id: string): number {
    return this.positions.get(id) ?? -1;
  }
}
