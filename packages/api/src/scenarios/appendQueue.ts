import type { Db } from '../db/db.ts';
import { AppError } from '../http/appError.ts';
import type { Author, Change, History, Make } from './history.ts';

interface Waiting {
  readonly by: Author;
  readonly baseSeq: number | null;
  readonly make: Make;
  readonly resolve: (change: Change) => void;
  readonly reject: (error: unknown) => void;
}

/** Gestures that one transaction takes at most. */
const TOGETHER = 64;

/**
 * Appends of one scenario in the order they come. Those that came while a transaction was under way share the next one:
 * many people at one plan then wait for one lock, one commit and one connection, not each for all the others'. Each is
 * judged by itself, and one that is refused leaves the rest alone.
 */
export class AppendQueue {
  private readonly db: Db;
  private readonly history: History;
  private readonly lines = new Map<string, Waiting[]>();

  constructor(db: Db, history: History) {
    this.db = db;
    this.history = history;
  }

  /** @returns the change once it is committed */
  append(by: Author, scenarioId: string, baseSeq: number | null, make: Make): Promise<Change> {
    return new Promise((resolve, reject) => {
      const key = `${by.workspaceId} ${scenarioId}`;
      const own = { by, baseSeq, make, resolve, reject };
      const line = this.lines.get(key);
      if (line !== undefined) {
        line.push(own);
        return;
      }
      this.lines.set(key, [own]);
      void this.work(key, by.workspaceId, scenarioId);
    });
  }

  private async work(key: string, workspaceId: string, scenarioId: string): Promise<void> {
    const line = this.lines.get(key)!;
    while (line.length > 0) await this.commit(line.splice(0, TOGETHER), workspaceId, scenarioId);
    this.lines.delete(key);
  }

  private async commit(batch: readonly Waiting[], workspaceId: string, scenarioId: string): Promise<void> {
    try {
      const results = await this.db.transaction().execute(async (trx) => {
        const session = await this.history.begin(trx, workspaceId, scenarioId, batch.map(({ by }) => by.actorId));
        const done: (Change | AppError)[] = [];
        for (const { by, baseSeq, make } of batch) done.push(await session.append(by, baseSeq, make).catch(refusal));
        await session.end();
        return done;
      });
      results.forEach((result, i) => {
        if (result instanceof AppError) return batch[i].reject(result);
        this.history.committed(scenarioId, result);
        batch[i].resolve(result);
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}

/** A refusal is an answer; anything else ends the transaction. */
function refusal(error: unknown): AppError {
  if (error instanceof AppError) return error;
  throw error;
}
