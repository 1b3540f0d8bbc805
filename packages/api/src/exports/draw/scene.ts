/** Weight of a text. */
export type Weight = 400 | 600;

/** What is drawn, in the order it is drawn; lengths in points (1/72 inch), y downwards. */
export type Item =
  | { readonly kind: 'path'; /** Of SVG: M, L and Z alone. */ readonly d: string; readonly fill?: string; readonly stroke?: string; readonly width?: number; readonly dash?: readonly [number, number] }
  | { readonly kind: 'dot'; readonly x: number; readonly y: number; readonly radius: number; readonly fill: string; readonly stroke?: string }
  | { readonly kind: 'text'; readonly x: number; /** Of the base line. */ readonly y: number; readonly text: string; readonly size: number; readonly weight: Weight; readonly anchor: 'start' | 'middle' | 'end'; readonly fill: string; /** Drawn around the letters, so that they are read over lines. */ readonly halo?: string };

/** A page as it is drawn on screen, paper or in a picture. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  /** What the page is called in the outline of a book. */
  readonly title: string;
  readonly items: readonly Item[];
}

/** Path of a rectangle. */
export function rectangle(x: number, y: number, width: number, height: number): string {
  return `M${x} ${y}L${x + width} ${y}L${x + width} ${y + height}L${x} ${y + height}Z`;
}
