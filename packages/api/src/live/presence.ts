import type { Present } from '../../contract/live.ts';

/** What processes tell each other of somebody who looks at a plan. */
export interface Beat {
  readonly present: Present;
  readonly gone: boolean;
}

/** Somebody who has not been heard of for so long is gone: their process may have been killed. */
export const BEAT_MS = 10_000;
const EXPIRES_MS = 2.5 * BEAT_MS;

/** Who looks at a plan, as far as this process has heard. */
export class Presence {
  private readonly known = new Map<string, { present: Present; heard: number }>();

  /** @returns whether anything changed that others see */
  hear({ present, gone }: Beat, now: number): boolean {
    const before = this.known.get(present.client);
    // A client id is its owner's: nobody moves another one's cursor.
    if (before !== undefined && before.present.actor.id !== present.actor.id) return false;
    if (gone) return this.known.delete(present.client);
    this.known.set(present.client, { present, heard: now });
    return before === undefined || JSON.stringify(before.present) !== JSON.stringify(present);
  }

  /** Forgets those who went without a word. Returns whether there were any. */
  expire(now: number): boolean {
    const before = this.known.size;
    for (const [client, { heard }] of this.known) if (now - heard > EXPIRES_MS) this.known.delete(client);
    return this.known.size < before;
  }

  get(client: string): Present | null {
    return this.known.get(client)?.present ?? null;
  }

  list(): Present[] {
    return Array.from(this.known.values(), ({ present }) => present).sort((a, b) => (a.client < b.client ? -1 : 1));
  }
}
