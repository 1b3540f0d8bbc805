import { hash } from 'node:crypto';

const WORDS = 4;

/**
 * Which ids were met before, and in which row: 16 bytes for each, however long it is. Ids are told apart by 96 bits of a
 * hash, so that two of a million are taken for one with a chance below 1e-16.
 */
export class SeenIds {
  private slots = new Uint32Array(WORDS * 1024);
  private count = 0;

  /** Remembers an id. Returns the row that had it before; 0 when none had. @param row above 0 */
  add(id: string, row: number): number {
    if (this.count * 2 >= this.slots.length / WORDS) this.grow();
    const digest = hash('sha1', id, 'buffer');
    const words = [digest.readUInt32LE(0), digest.readUInt32LE(4), digest.readUInt32LE(8)] as const;
    const at = this.find(words);
    const before = this.slots[at + 3];
    if (before === 0) {
      this.put(at, words, row);
      this.count++;
    }
    return before;
  }

  private find([a, b, c]: readonly [number, number, number]): number {
    const size = this.slots.length / WORDS;
    for (let slot = a & (size - 1); ; slot = (slot + 1) & (size - 1)) {
      const at = slot * WORDS;
      if (this.slots[at + 3] === 0 || (this.slots[at] === a && this.slots[at + 1] === b && this.slots[at + 2] === c)) return at;
    }
  }

  private put(at: number, words: readonly [number, number, number], row: number): void {
    this.slots.set(words, at);
    this.slots[at + 3] = row;
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += WORDS) {
      if (old[at + 3] === 0) continue;
      const words = [old[at], old[at + 1], old[at + 2]] as const;
      this.put(this.find(words), words, old[at + 3]);
    }
  }
}
