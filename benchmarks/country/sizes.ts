/** What designs are measured on. */
export interface DesignSize {
  readonly name: string;
  /** Territories asked of a design. */
  readonly territories: number;
}

/** The instances that everything is measured on: the contiguous United States at three H3 resolutions. */
export interface Size extends DesignSize {
  readonly resolution: number;
}

export const SIZES: readonly Size[] = [
  { name: '30k', resolution: 5, territories: 50 },
  { name: '210k', resolution: 6, territories: 200 },
  { name: '1.5M', resolution: 7, territories: 500 },
];

/** Polygons instead of cells: only designs are measured on them. */
export const COUNTIES: DesignSize = { name: 'counties', territories: 50 };
/** The same with the heavy polygons divided into cells. */
export const DIVIDED_COUNTIES: DesignSize = { name: 'counties-divided', territories: 50 };

/** @throws {Error} naming the sizes there are */
export function sizeNamed(name: string): Size | DesignSize {
  const all = [...SIZES, COUNTIES, DIVIDED_COUNTIES];
  const found = all.find((size) => size.name.toLowerCase() === name.toLowerCase());
  if (!found) throw new Error(`no size "${name}"; there are ${all.map((size) => size.name).join(', ')}`);
  return found;
}
