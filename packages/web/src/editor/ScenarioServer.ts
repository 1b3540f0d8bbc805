import { endpoints, type Appended, type Edit, type EditEntry, type ResultOf, type ScenarioStatus } from '@hexalign/api/contract';
import { call } from '../server/call.ts';
import { openUnits, type OpenUnits } from './OpenUnits.ts';

/** What an editor needs from the server; tests put one of their own in its place. */
export interface ScenarioServer {
  append(baseSeq: number, edits: Edit[]): Promise<Appended>;
  undo(baseSeq: number, direction: 'undo' | 'redo'): Promise<Appended>;
  /** Entries after `seq`, oldest first, with bodies. */
  after(seq: number): Promise<EditEntry[]>;
  /** The units that an entry of the history brings. */
  units(unitsId: string): Promise<OpenUnits>;
  /** What can be undone and redone now, and whether it may be changed at all. */
  heads(): Promise<{ undo: number | null; redo: number | null; status: ScenarioStatus }>;
}

export function scenarioServer(scenarioId: string): ScenarioServer {
  const params = { scenarioId };
  return {
    append: (baseSeq, edits) => call(endpoints.appendEdits, { params, body: { baseSeq, edits } }),
    undo: (baseSeq, direction) => call(endpoints.undoEdit, { params, body: { baseSeq, direction } }),
    units: (unitsId) => openUnits(unitsId),
    heads: async () => {
      const { undo, redo, status } = await call(endpoints.readScenario, { params });
      return { undo, redo, status };
    },
    after: async (seq) => {
      const entries: EditEntry[] = [];
      for (let last = seq; ; ) {
        const page: ResultOf<typeof endpoints.listEdits> = await call(endpoints.listEdits, { params, query: { after: last, bodies: 'yes', limit: 200 } });
        entries.push(...page.edits);
        if (page.edits.length < 200) return entries;
        last = page.edits[page.edits.length - 1].seq;
      }
    },
  };
}
