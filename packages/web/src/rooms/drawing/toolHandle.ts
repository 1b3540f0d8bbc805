/** Keys that are down and change what a tool does. */
export interface HeldKeys {
  /** The map moves. */
  readonly pan: boolean;
  /** A click takes the territory under it in hand. */
  readonly eyedropper: boolean;
  /** The brush takes only what evens out. */
  readonly level: boolean;
  /** The brush takes only what nobody has. */
  readonly unassigned: boolean;
}

export const nothingHeld: HeldKeys = { pan: false, eyedropper: false, level: false, unassigned: false };

/** What keys ask of the map: null as long as there is no map. */
export interface ToolHandle {
  escape(): void;
  backspace(): void;
  enter(): void;
  hold(key: keyof HeldKeys, down: boolean): void;
}
