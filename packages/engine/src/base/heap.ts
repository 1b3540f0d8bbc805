/**
 * A binary heap of items with keys, least key first, lower item first where keys are equal. An item may be in it
 * several times; whoever lowers a key pushes again and passes over what is out of date.
 */
export class Heap {
  private readonly keys: number[] = [];
  private readonly items: number[] = [];

  get size(): number {
    return this.items.length;
  }

  /** Key of the first item; Infinity when empty. */
  get least(): number {
    return this.items.length > 0 ? this.keys[0] : Infinity;
  }

  push(item: number, key: number): void {
    const { keys, items } = this;
    let at = items.length;
    items.push(item);
    keys.push(key);
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!isBefore(key, item, keys[up], items[up])) break;
      keys[at] = keys[up];
      items[at] = items[up];
      at = up;
    }
    keys[at] = key;
    items[at] = item;
  }

  /** Takes the first item out; -1 when empty. */
  pop(): number {
    const { keys, items } = this;
    if (items.length === 0) return -1;
    const first = items[0];
    const key = keys.pop()!;
    const item = items.pop()!;
    const size = items.length;
    if (size === 0) return first;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= size) break;
      if (down + 1 < size && isBefore(keys[down + 1], items[down + 1], keys[down], items[down])) down++;
      if (!isBefore(keys[down], items[down], key, item)) break;
      keys[at] = keys[down];
      items[at] = items[down];
      at = down;
    }
    keys[at] = key;
    items[at] = item;
    return first;
  }

  clear(): void {
    this.keys.length = 0;
    this.items.length = 0;
  }
}

function isBefore(keyA: number, itemA: number, keyB: number, itemB: number): boolean {
  return keyA < keyB || (keyA === keyB && itemA < itemB);
}
