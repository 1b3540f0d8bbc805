import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { memoryJournal, type Journal, type JournalStep } from './Journal.ts';
import type { Line, Unsettled } from './Line.ts';
import { newId } from './newId.ts';
import { signOfLife, type SignOfLife } from './pageLocks.ts';

/** Whose journal, and where it can be opened. */
export interface Sheet {
  readonly userId: string;
  readonly planId: string;
  readonly scenarioId: string;
}

interface Kept<T> {
  /** Order in which things were kept; given by the browser. */
  readonly n?: number;
  readonly id: string;
  readonly sheet: string;
  readonly planId: string;
  readonly what: T;
}

interface KeptLine extends Kept<Line> {
  /** The page that sends it, while it lives. */
  readonly page: string;
}

interface Tables extends DBSchema {
  lines: { key: number; value: KeptLine; indexes: { id: string; sheet: string } };
  unsettled: { key: number; value: Kept<Unsettled>; indexes: { id: string; sheet: string } };
}

const NAME = 'hexalign-journal';
const TABLES = ['lines', 'unsettled'] as const;
/** To be on the disk before it is called kept: a browser that is killed loses nothing. */
const STRICT = { durability: 'strict' } as const;

/** A plan does not stay closed because the browser's storage does not answer. */
const PATIENCE_MS = 5000;

let opened: Promise<IDBPDatabase<Tables>> | null = null;

/** The database of this browser, opened once. */
function database(): Promise<IDBPDatabase<Tables>> {
  opened ??= openDB<Tables>(NAME, 1, {
    upgrade: (db) => {
      for (const table of TABLES) {
        const store = db.createObjectStore(table, { keyPath: 'n', autoIncrement: true });
        store.createIndex('id', 'id', { unique: true });
        store.createIndex('sheet', 'sheet');
      }
    },
    terminated: () => { opened = null; },
  });
  opened.catch(() => { opened = null; });
  return opened;
}

const sheetOf = ({ userId, scenarioId }: Pick<Sheet, 'userId' | 'scenarioId'>): string => `${userId} ${scenarioId}`;

/** Opens the journal of one person and one scenario; one that ends with the page where the browser keeps nothing, or does not answer. */
export async function openJournal(of: Sheet): Promise<Journal> {
  const opening = open(of).catch(() => null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => { timer = setTimeout(() => resolve(null), PATIENCE_MS); });
  const found = await Promise.race([opening, late]);
  clearTimeout(timer);
  if (found === null) void opening.then((journal) => journal?.close());
  return found ?? memoryJournal();
}

async function open(of: Sheet): Promise<IndexedJournal> {
  const page = newId();
  const [db, life] = await Promise.all([database(), signOfLife(sheetOf(of), page)]);
  const journal = new IndexedJournal(db, of, page, life);
  await journal.greet();
  return journal;
}

/** Scenarios where something of one person waits on this computer, and how many changes. */
export async function waitingHere(userId: string): Promise<{ planId: string; scenarioId: string; changes: number }[]> {
  const db = await database();
  const found = new Map<string, { planId: string; scenarioId: string; changes: number }>();
  for (const table of TABLES) {
    for (const { sheet, planId } of await db.getAllFromIndex(table, 'sheet', IDBKeyRange.bound(`${userId} `, `${userId} \uffff`))) {
      const scenarioId = sheet.slice(userId.length + 1);
      const before = found.get(scenarioId);
      found.set(scenarioId, { planId, scenarioId, changes: (before?.changes ?? 0) + 1 });
    }
  }
  return [...found.values()];
}

class IndexedJournal implements Journal {
  readonly lasting = true;
  private readonly db: IDBPDatabase<Tables>;
  private readonly of: Sheet;
  private readonly sheet: string;
  private readonly page: string;
  private readonly life: SignOfLife;
  private readonly pages: BroadcastChannel;
  private readonly listeners = new Set<() => void>();
  private readonly watched = new Set<string>();

  constructor(db: IDBPDatabase<Tables>, of: Sheet, page: string, life: SignOfLife) {
    this.db = db;
    this.of = of;
    this.sheet = sheetOf(of);
    this.page = page;
    this.life = life;
    this.pages = new BroadcastChannel(`${NAME} ${this.sheet}`);
    this.pages.addEventListener('message', ({ data }: MessageEvent<{ here?: string }>) => {
      if (data.here === undefined) this.tell();
      else this.watch(data.here);
    });
  }

  /** Gets to know the other pages of the scenario: whoever stays takes over what one of them leaves behind. */
  async greet(): Promise<void> {
    for (const other of await this.life.others()) this.watch(other);
    this.pages.postMessage({ here: this.page });
  }

  private watch(other: string): void {
    if (this.watched.has(other)) return;
    this.watched.add(other);
    // Ends without a word when this page leaves first.
    this.life.gone(other).then(() => this.tell(), () => undefined);
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }

  async change({ put = [], drop = [], open: opening = [], close = [] }: JournalStep): Promise<void> {
    const step = this.db.transaction(TABLES, 'readwrite', STRICT);
    const lines = step.objectStore('lines');
    const unsettled = step.objectStore('unsettled');
    const { sheet, page } = this;
    const { planId } = this.of;
    for (const what of put) {
      const n = await lines.index('id').getKey(what.id);
      await lines.put({ ...(n === undefined ? {} : { n }), id: what.id, sheet, planId, page, what });
    }
    for (const id of drop) await remove(lines, id);
    for (const what of opening) {
      const n = await unsettled.index('id').getKey(what.id);
      await unsettled.put({ ...(n === undefined ? {} : { n }), id: what.id, sheet, planId, what });
    }
    for (const id of close) await remove(unsettled, id);
    await step.done;
    if (opening.length + close.length > 0) this.pages.postMessage({});
  }

  adopt(already: (lines: readonly Line[]) => Promise<ReadonlySet<string>>): Promise<Line[]> {
    return this.life.alone(async () => {
      const all = (await this.db.getAllFromIndex('lines', 'sheet', this.sheet)).filter(({ page }) => page !== this.page);
      if (all.length === 0) return [];
      const living = await this.life.others();
      const left = all.filter(({ page }) => !living.has(page));
      if (left.length === 0) return [];
      const known = await already(left.map(({ what }) => what));
      const step = this.db.transaction('lines', 'readwrite', STRICT);
      for (const line of left) {
        if (known.has(line.id)) await step.store.delete(line.n!);
        else await step.store.put({ ...line, page: this.page });
      }
      await step.done;
      return left.filter(({ id }) => !known.has(id)).map(({ what }) => what);
    });
  }

  async unsettled(): Promise<Unsettled[]> {
    return (await this.db.getAllFromIndex('unsettled', 'sheet', this.sheet)).map(({ what }) => what);
  }

  onOther(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  close(): void {
    this.listeners.clear();
    this.pages.close();
    this.life.end();
  }
}

async function remove(store: { index(name: 'id'): { getKey(id: string): Promise<number | undefined> }; delete(n: number): Promise<void> }, id: string): Promise<void> {
  const n = await store.index('id').getKey(id);
  if (n !== undefined) await store.delete(n);
}
