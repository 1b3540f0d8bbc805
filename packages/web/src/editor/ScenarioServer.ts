import { endpoints, type Appended, type Edit, type EditEntry, type GivenCause, type ResultOf, type ScenarioStatus } from '@hexalign/api/contract';
import { call } from '../server/call.ts';
import { openUnits, type OpenUnits } from './OpenUnits.ts';

/** Whose side stays where an undo meets what others changed since. */
export type Side = 'theirs' | 'mine';

/** What an editor needs from the server; tests put one of their own in its place. */
export interface ScenarioServer {
  /** `sent`: the name of the gesture; what is sent twice under one name is written once. */
  append(baseSeq: number, edits: Edit[], sent: string, cause?: GivenCause): Promise<Appended>;
  /** `over`: what becomes of places that others changed since; left out, such an undo is refused. */
  undo(baseSeq: number, direction: 'undo' | 'redo', over?: Side): Promise<Appended>;
  /** Entries after `seq`, oldest first, with bodies. */
  after(seq: number): Promise<EditEntry[]>;
  /** Names under which gestures were sent that the history has after `seq`. */
  sentAfter(seq: number): Promise<ReadonlySet<string>>;
  /** The units that an entry of the history brings. */
  units(unitsId: string): Promise<OpenUnits>;
  /** What can be undone and redone now, and whether it may be changed at all. */
  heads(): Promise<{ undo: number | null; redo: number | null; status: ScenarioStatus }>;
}

export function scenarioServer(scenarioId: string): ScenarioServer {
  const params = { scenarioId };
  return {
    append: (baseSeq, edits, sent, cause) => call(endpoints.appendEdits, { params, body: { baseSeq, edits, sent, cause } }),
    undo: (baseSeq, direction, over) => call(endpoints.undoEdit, { params, body: { baseSeq, direction, over } }),
    units: (unitsId) => openUnits(unitsId),
    heads: async () => {
      const { undo, redo, status } = await call(endpoints.readScenario, { params });
      return { undo, redo, status };
    },
    after: (seq) => entriesAfter(scenarioId, seq, 'yes'),
    sentAfter: async (seq) => new Set((await entriesAfter(scenarioId, seq, 'no')).flatMap(({ sent }) => sent ?? [])),
  };
}

const PAGE = { yes: 200, no: 1000 } as const;

async function entriesAfter(scenarioId: string, seq: number, bodies: 'yes' | 'no'): Promise<EditEntry[]> {
  const entries: EditEntry[] = [];
  for (let last = seq; ; ) {
    const page: ResultOf<typeof endpoints.listEdits> = await call(endpoints.listEdits, { params: { scenarioId }, query: { after: last, bodies, limit: PAGE[bodies] } });
    entries.push(...page.edits);
    if (page.edits.length < PAGE[bodies]) return entries;
    last = page.edits[page.edits.length - 1].seq;
  }
}
