/** The instances that everything is measured on: the contiguous United States at three H3 resolutions. */
export interface Size {
  readonly name: string;
  readonly resolution: number;
  /** Territories asked of a design. */
  readonly territories: number;
}

export const SIZES: readonly Size[] = [
  { name: '30k', resolution: 5, territories: 50 },
  { name: '210k', resolution: 6, territories: 200 },
  { name: '1.5M', resolution: 7, territories: 500 },
];

/** @throws {Error} naming the sizes there are */
export function sizeNamed(name: string): Size {
  const found = SIZES.find((size) => size.name.toLowerCase() === name.toLowerCase());
  if (!found) throw new Error(`no size "${name}"; there are ${SIZES.map((size) => size.name).join(', ')}`);
  return found;
}
