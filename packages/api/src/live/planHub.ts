import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';

/** An event as it goes over the line, with its number. */
export interface LineEvent {
  readonly seq: number;
  readonly text: string;
}

/** Somebody who follows. */
export interface Follower {
  /** Sends, as text or as UTF-8; false when the line is full, and `drained` is called once it is free. */
  write(text: string | Uint8Array): boolean;
  /** Ends the line: whoever wants to follow on comes again. */
  end?(): void;
}

/** Where events come from. */
export interface EventSource {
  /** Events after a number, ascending, `limit` at most. */
  after(seq: number, limit: number): Promise<LineEvent[]>;
}

interface Line {
  readonly follower: Follower;
  /** Number of the last event that was sent. */
  sent: number;
  full: boolean;
  catchingUp: boolean;
  gone: boolean;
}

const PAGE = 200;
const KEPT = 1000;
const KEPT_BYTES = 4_000_000;
/** Events of so short a time go out together: many people at work are then no more writes than a few. */
const GATHER_MS = 40;
/** Lines written to before others have their turn: what is answered meanwhile does not wait for all who look on. */
const LINES_A_TURN = 32;

/**
 * Passes the numbered events of one plan on to those who follow it. What is new is read once for all; the last ones are
 * kept, so that who was away for a moment costs nothing. A follower whose line is full is left alone until it is free
 * and then goes on from the number it has: nothing piles up for anybody.
 */
export class PlanHub {
  private readonly source: EventSource;
  private readonly onError: (error: unknown) => void;
  private readonly lines = new Set<Line>();
  private readonly kept: LineEvent[] = [];
  private bytes = 0;
  private last: number;
  /** The stretch that was sent last, made into bytes once for all who get it. */
  private ready: { readonly from: number; readonly upTo: number; readonly bytes: Uint8Array } | null = null;
  private pumping = false;
  private dirty = false;

  constructor(source: EventSource, last: number, onError: (error: unknown) => void) {
    this.source = source;
    this.last = last;
    this.onError = onError;
  }

  get seq(): number {
    return this.last;
  }

  get followers(): number {
    return this.lines.size;
  }

  /** @returns how to leave, and what to call when a full line is free again */
  join(follower: Follower, sent: number): { leave: () => void; drained: () => void } {
    const line: Line = { follower, sent, full: false, catchingUp: false, gone: false };
    this.lines.add(line);
    this.flush(line);
    return {
      leave: () => {
        line.gone = true;
        this.lines.delete(line);
      },
      drained: () => {
        line.full = false;
        this.flush(line);
      },
    };
  }

  /** Something may be new. */
  wake(): void {
    this.dirty = true;
    if (this.pumping) return;
    this.pumping = true;
    void this.pump()
      .catch(this.onError)
      .finally(() => {
        this.pumping = false;
        if (this.dirty) this.wake();
      });
  }

  /** Says something of the moment to all whose line is free; `text` has no number. */
  say(text: string): void {
    for (const line of this.lines) if (!line.full && !line.catchingUp) line.full = !line.follower.write(text);
  }

  /** Says a last word to all, and ends their lines. */
  end(text: string): void {
    for (const line of this.lines) {
      line.follower.write(text);
      line.follower.end?.();
    }
  }

  private async pump(): Promise<void> {
    while (this.dirty) {
      this.dirty = false;
      for (let page = await this.source.after(this.last, PAGE); page.length > 0; page = page.length < PAGE ? [] : await this.source.after(this.last, PAGE)) {
        for (const event of page) this.keep(event);
        let written = 0;
        for (const line of this.lines) {
          this.flush(line);
          if (++written % LINES_A_TURN === 0) await turn();
        }
      }
      await sleep(GATHER_MS);
    }
  }

  private keep(event: LineEvent): void {
    this.kept.push(event);
    this.bytes += event.text.length;
    this.last = event.seq;
    while (this.kept.length > KEPT || (this.bytes > KEPT_BYTES && this.kept.length > 1)) this.bytes -= this.kept.shift()!.text.length;
  }

  private flush(line: Line): void {
    if (line.full || line.catchingUp || line.gone || line.sent >= this.last) return;
    if (this.kept.length === 0 || this.kept[0].seq > line.sent + 1) {
      line.catchingUp = true;
      void this.catchUp(line)
        .catch(this.onError)
        .finally(() => {
          line.catchingUp = false;
          this.flush(line);
        });
      return;
    }
    this.send(line, this.kept, line.sent + 1 - this.kept[0].seq);
  }

  /** From the log, for who was away longer than what is kept here. */
  private async catchUp(line: Line): Promise<void> {
    while (!line.full && !line.gone && line.sent < this.last && (this.kept.length === 0 || this.kept[0].seq > line.sent + 1)) {
      const page = await this.source.after(line.sent, PAGE);
      if (page.length === 0) return;
      if (!line.gone) this.send(line, page, 0);
    }
  }

  /** Sends the events from a position on. */
  private send(line: Line, events: readonly LineEvent[], start: number): void {
    const [from, upTo] = [events[start].seq, events[events.length - 1].seq];
    if (this.ready?.from !== from || this.ready.upTo !== upTo) this.ready = { from, upTo, bytes: Buffer.from(events.slice(start).map(({ text }) => text).join('')) };
    line.sent = upTo;
    line.full = !line.follower.write(this.ready.bytes);
  }
}
