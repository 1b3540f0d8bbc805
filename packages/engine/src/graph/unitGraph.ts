/**
 * The unit graph: units of ground and the borders between them, in compressed sparse rows.
 *
 * Units are sorted by id in code units, so that an index means the same on every machine. The borders of
 * unit `u` are the half-open range `offsets[u] .. offsets[u + 1]` of `neighbors` and `borderM`; every border
 * stands twice, once from each side, and the neighbours of a unit ascend.
 */
export interface UnitGraph {
  /** n ids, ascending: H3 index, ZIP, FIPS or whatever the owner of the graph calls its units. */
  readonly ids: readonly string[];
  /** n + 1 row starts. */
  readonly offsets: Uint32Array;
  /** m directed borders. */
  readonly neighbors: Uint32Array;
  /** m lengths of shared border in metres; 0 for a link across water. */
  readonly borderM: Float32Array;
  /** 2n interior points, `[lng, lat]` in degrees. */
  readonly lngLat: Float64Array;
  /** n areas in square kilometres, > 0. */
  readonly areaKm2: Float64Array;
  /** Hex SHA-256 of ids and neighbours; an assignment without it is meaningless. */
  readonly fingerprint: string;
}

/** A border that is no shared ground: a ferry, a bridge, an air route. Always shown, never silent. */
export interface Link {
  readonly from: string;
  readonly to: string;
  readonly km: number;
  readonly reason: 'island' | 'given';
}
