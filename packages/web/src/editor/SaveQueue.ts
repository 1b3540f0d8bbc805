import type { Appended, Edit, EditEntry } from '@hexalign/api/contract';
import { ApiError } from '../server/ApiError.ts';
import type { ScenarioServer } from './ScenarioServer.ts';
import type { SaveState } from './EditorState.ts';

/** What the queue asks of the document it saves. */
export interface SaveHost {
  seq(): number;
  /** Reads what the entries need that are to be applied. Never fails: it tries until it has it. */
  prepare(entries: readonly EditEntry[]): Promise<void>;
  saved(answer: Appended): void;
  /** Somebody else was first: take the pending gestures back, apply theirs, and return the pending ones as they can be made now. */
  rebase(pending: Edit[][], missing: EditEntry[], seq: number): Edit[][];
  /** The server will never take these: take them back. */
  refused(pending: Edit[], error: unknown): void;
  state(save: SaveState): void;
}

/** What passes by itself, or when the planner has signed in again: the change waits. */
const PASSING: ReadonlySet<string> = new Set(['network', 'server.busy', 'internal', 'session.needed']);
const RETRY_MS = [1000, 2000, 4000, 8000, 15000];

/** Sends gestures in order, one by one: what goes in one request is undone in one step, and every gesture is a step of its own. */
export class SaveQueue {
  private readonly server: ScenarioServer;
  private readonly host: SaveHost;
  private pending: Edit[][] = [];
  private running: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private failures = 0;

  constructor(server: ScenarioServer, host: SaveHost) {
    this.server = server;
    this.host = host;
  }

  get empty(): boolean {
    return this.pending.length === 0;
  }

  /** The edits of one gesture. */
  push(edits: Edit[]): void {
    this.pending.push(edits);
    this.kick();
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

  private kick(): void {
    if (this.running || this.timer || this.pending.length === 0) return;
    this.running = this.send().finally(() => {
      this.running = null;
      this.kick();
    });
  }

  private async send(): Promise<void> {
    const [sent] = this.pending;
    this.host.state({ kind: 'saving' });
    try {
      const answer = await this.server.append(this.host.seq(), sent);
      await this.host.prepare(answer.missing);
      this.pending.shift();
      this.failures = 0;
      this.host.saved(answer);
      if (this.pending.length === 0) this.host.state({ kind: 'saved', at: Date.now() });
    } catch (error) {
      await this.fail(error);
    }
  }

  private async fail(error: unknown): Promise<void> {
    if (error instanceof ApiError && error.code === 'scenario.stale' && error.problem) {
      const { seq, missing } = error.problem.value as { seq: number; missing: EditEntry[] };
      await this.host.prepare(missing);
      this.pending = this.host.rebase(this.pending, missing, seq);
      if (this.pending.length === 0) this.host.state({ kind: 'saved', at: Date.now() });
      return;
    }
    if (error instanceof ApiError && !PASSING.has(error.code)) {
      const pending = this.pending.flat();
      this.pending = [];
      this.host.refused(pending, error);
      this.host.state({ kind: 'saved', at: Date.now() });
      return;
    }
    this.host.state({ kind: 'waiting' });
    const wait = RETRY_MS[Math.min(this.failures++, RETRY_MS.length - 1)];
    this.timer = setTimeout(() => this.retry(), wait);
  }
}
