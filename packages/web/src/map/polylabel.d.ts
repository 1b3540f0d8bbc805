declare module 'polylabel' {
  /** The point of a polygon farthest from its border; `distance` tells how far. */
  export default function polylabel(polygon: number[][][], precision?: number): [number, number] & { distance: number };
}
