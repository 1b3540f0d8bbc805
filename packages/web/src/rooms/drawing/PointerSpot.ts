/** Room that the card takes at most, and its distance from the pointer, CSS pixels. */
const WIDTH = 300;
const HEIGHT = 110;
const GAP = 18;

/**
 * Where the pointer is over the map, and the card that goes along with it. The card is moved directly: a pointer tells more often than
 * screens are worth drawing anew.
 */
export class PointerSpot {
  private at: readonly [number, number] = [0, 0];
  private size: readonly [number, number] = [0, 0];
  private card: HTMLElement | null = null;

  /** To be given to the card as its `ref`. */
  follow = (card: HTMLElement | null): void => {
    this.card = card;
    this.place();
  };

  /** @param at CSS pixels from the corner of the map, whose width and height `size` are */
  move(at: readonly [number, number], size: readonly [number, number]): void {
    this.at = at;
    this.size = size;
    this.place();
  }

  /** Below and right of the pointer; on the other side where the map ends. */
  private place(): void {
    if (!this.card) return;
    const [x, y] = this.at;
    const left = x + WIDTH > this.size[0];
    const above = y + HEIGHT > this.size[1];
    this.card.style.transform = `translate(${x + (left ? -GAP : GAP)}px, ${y + (above ? -GAP : GAP)}px) translate(${left ? '-100%' : '0'}, ${above ? '-100%' : '0'})`;
  }
}
