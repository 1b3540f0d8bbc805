import { json, type Db, type Executor } from '../db/db.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import { announce } from '../live/announce.ts';

type Colour = number | null;

/** The colours that territories of a scenario were given, by slot: chosen by browsers, kept here so that all of them show the same. */
export interface ScenarioColours {
  read(actor: Actor, scenarioId: string): Promise<{ colours: Colour[] }>;
  /** Takes over colours where the slot still has the one they were chosen in place of. Gives all of them as they are then. */
  keep(actor: Actor, scenarioId: string, changes: readonly { slot: number; from: Colour; to: Colour }[]): Promise<{ colours: Colour[] }>;
}

export function scenarioColours(db: Db): ScenarioColours {
  async function find(executor: Executor, { workspaceId }: Actor, scenarioId: string, held = false): Promise<{ planId: string; colours: Colour[] }> {
    let query = executor.selectFrom('scenarios').select(['plan_id as planId', 'colours']).where('workspace_id', '=', workspaceId).where('id', '=', scenarioId);
    if (held) query = query.forUpdate();
    const row = await query.executeTakeFirst();
    if (row === undefined) throw new AppError('scenario.unknown');
    return row;
  }

  return {
    read: async (actor, scenarioId) => ({ colours: (await find(db, actor, scenarioId)).colours }),
    keep: (actor, scenarioId, changes) =>
      db.transaction().execute(async (trx) => {
        const { planId, colours } = await find(trx, actor, scenarioId, true);
        const kept = [...colours];
        for (const { slot, from, to } of changes) {
          while (kept.length <= slot) kept.push(null);
          if (kept[slot] === from) kept[slot] = to;
        }
        if (kept.every((colour, slot) => colour === (colours[slot] ?? null))) return { colours };
        await trx.updateTable('scenarios').set({ colours: json(kept) as never }).where('id', '=', scenarioId).execute();
        await announce(trx, { workspaceId: actor.workspaceId, planId, kind: 'scenario', subject: scenarioId, body: { colours: true } });
        return { colours: kept };
      }),
  };
}
