import type { Appended, EditEntry } from '@hexalign/api/contract';
import { ApiError } from '../server/ApiError.ts';
import type { SaveState } from './EditorState.ts';
import type { Journal, JournalStep } from './journal/Journal.ts';
import type { Laid } from './journal/layOnTop.ts';
import type { Line } from './journal/Line.ts';
import type { ScenarioServer } from './ScenarioServer.ts';

/** What the queue asks of the document it saves. */
export interface SaveHost {
  seq(): number;
  /** Reads what the entries need that are to be applied. Never fails: it tries until it has it. */
  prepare(entries: readonly EditEntry[]): Promise<void>;
  /** The server has a gesture. `rest`: what still waits, and is to be laid anew on what the answer brings. */
  saved(answer: Appended, sent: Line, rest: readonly Line[]): Laid;
  /** Somebody else was first: lay what waits on top of what they did. */
  stale(pending: readonly Line[], missing: readonly EditEntry[], seq: number): Laid;
  /** The server will never take the first of these as it is; `rest` comes after it. */
  refused(first: Line, rest: readonly Line[], error: ApiError): Laid;
  /** What of gestures waits for a decision from now on. */
  unsettled(laid: Laid): void;
  state(save: SaveState): void;
}

/** What passes by itself, or when the planner has signed in again: the change waits. */
const PASSING: ReadonlySet<string> = new Set(['network', 'server.busy', 'internal', 'session.needed']);
const RETRY_MS = [1000, 2000, 4000, 8000, 15000];

/**
 * Sends gestures in order, one by one: what goes in one request is undone in one step, and every gesture is a step of its
 * own. Each is written to the journal of the browser first and leaves it when the server has it, so that neither a closed
 * page nor a lost answer loses or doubles one.
 */
export class SaveQueue {
  private readonly server: ScenarioServer;
  private readonly host: SaveHost;
  private readonly journal: Journal;
  private pending: Line[] = [];
  /** Gestures that a server which was away has kept waiting. */
  private readonly waited = new Set<string>();
  /** Steps that the browser has not confirmed, and whether one failed: then nothing is kept for certain. */
  private writing = 0;
  private unkept = false;
  private running: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private failures = 0;
  private closed = false;

  constructor(server: ScenarioServer, journal: Journal, host: SaveHost) {
    this.server = server;
    this.journal = journal;
    this.host = host;
  }

  get empty(): boolean {
    return this.pending.length === 0;
  }

  /** Whatever is not on the server is on the disk of this computer. */
  get kept(): boolean {
    return this.empty || (this.journal.lasting && this.writing === 0 && !this.unkept);
  }

  /** Waits for a server that does not answer. */
  get waiting(): boolean {
    return this.timer !== null;
  }

  /** Gestures to send after those that wait already. */
  push(lines: readonly Line[], waited = false): void {
    this.pending.push(...lines);
    if (waited || this.waiting) for (const { id } of lines) this.waited.add(id);
    this.keep({ put: lines });
    if (this.waiting) this.tellWaiting();
    this.kick();
  }

  /** Makes a step of the journal; what the save note says follows when the browser has confirmed it. */
  keep(step: JournalStep): void {
    this.writing++;
    this.journal.change(step)
      .then(() => { if (this.empty) this.unkept = false; }, () => { this.unkept = true; })
      .finally(() => {
        this.writing--;
        if (this.waiting) this.tellWaiting();
      });
  }

  patient = (line: Line): boolean => this.waited.has(line.id);

  /** The last gesture that waits, of those that are wanted. */
  lastOf(wanted: (id: string) => boolean): Line | null {
    return this.pending.findLast(({ id }) => wanted(id)) ?? null;
  }

  /** Drops a gesture that was never sent, when it is the last one. False when it is not, or when the server may have it. */
  takeBack(line: Line): boolean {
    if (this.pending.length < 2 || this.pending.at(-1) !== line) return false;
    this.pending.pop();
    this.keep({ drop: [line.id] });
    this.tellWaiting();
    return true;
  }

  /** Tries again at once: the network is back, or somebody asked. */
  retry(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.kick();
  }

  /** Resolves when nothing is pending, or when the server does not answer. */
  async settle(): Promise<boolean> {
    while (this.running) await this.running;
    return this.empty;
  }

  /** Sends nothing more. What is under way ends; the rest waits in the journal for who comes next. Without one that lasts, sending goes on. */
  async close(): Promise<void> {
    if (!this.journal.lasting) return;
    this.closed = true;
    if (this.timer) clearTimeout(this.timer);
    await this.settle();
    this.journal.close();
  }

  private kick(): void {
    if (this.running || this.timer || this.pending.length === 0 || this.closed) return;
    this.running = this.send().finally(() => {
      this.running = null;
      this.kick();
    });
  }

  private async send(): Promise<void> {
    const [sent] = this.pending;
    this.host.state({ kind: 'saving' });
    try {
      const answer = await this.server.append(this.host.seq(), [...sent.edits], sent.id, sent.cause);
      await this.host.prepare([...answer.missing, ...answer.appended]);
      this.failures = 0;
      this.take(this.host.saved(answer, sent, this.pending.slice(1)), [sent.id]);
    } catch (error) {
      await this.fail(error);
    }
  }

  private async fail(error: unknown): Promise<void> {
    if (error instanceof ApiError && error.code === 'scenario.stale' && error.problem) {
      const { seq, missing } = error.problem.value as { seq: number; missing: EditEntry[] };
      await this.host.prepare(missing);
      this.take(this.host.stale(this.pending, missing, seq), []);
      return;
    }
    if (error instanceof ApiError && !PASSING.has(error.code)) {
      const [first, ...rest] = this.pending;
      this.take(this.host.refused(first, rest, error), []);
      return;
    }
    for (const { id } of this.pending) this.waited.add(id);
    const wait = RETRY_MS[Math.min(this.failures++, RETRY_MS.length - 1)];
    this.timer = setTimeout(() => this.retry(), wait);
    this.tellWaiting();
  }

  /** What waits from now on, in memory and in the journal. */
  private take(laid: Laid, sent: readonly string[]): void {
    const before = new Map(this.pending.map((line) => [line.id, line]));
    this.pending = [...laid.kept];
    const after = new Set(this.pending.map(({ id }) => id));
    const gone = [...before.keys()].filter((id) => !after.has(id));
    for (const id of gone) this.waited.delete(id);
    this.keep({ put: this.pending.filter((line) => before.get(line.id) !== line), drop: [...sent, ...gone], open: laid.unsettled });
    if (laid.unsettled.length > 0) this.host.unsettled(laid);
    if (this.empty) this.host.state({ kind: 'saved', at: Date.now() });
  }

  private tellWaiting(): void {
    this.host.state({ kind: 'waiting', gestures: this.pending.length, kept: this.kept });
  }
}
