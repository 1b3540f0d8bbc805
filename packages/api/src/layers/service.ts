import { sql } from 'kysely';
import type { Db } from '../db/db.ts';
import type { EnginePool } from '../engine/pool.ts';
import type { Actor } from '../http/actor.ts';
import { lastChange } from '../register/write.ts';
import type { LayerArea } from './layerTopology.ts';

/** Boundary layers as pictures for the screen. */
export interface LayerShapes {
  /** TopoJSON text, and what it depends on. A layer without areas is an empty one. */
  read(actor: Actor, layer: string): Promise<{ text: string; etag: string }>;
}

/** Layers kept at once: one is made again only after its areas have changed. */
const KEPT = 4;

export function layerShapes({ db, pool }: { readonly db: Db; readonly pool: Pick<EnginePool, 'run'> }): LayerShapes {
  const made = new Map<string, Promise<string>>();

  async function make(workspaceId: string, layer: string): Promise<string> {
    const { rows } = await sql<LayerArea>`
      select key as id, body ->> 'name' as name, body -> 'geometry' as geometry from register
      where workspace_id = ${workspaceId} and kind = 'areas' and scope = ${layer} and until is null order by key collate "C"`.execute(db);
    return pool.run('layerTopology', { areas: rows });
  }

  return {
    async read({ workspaceId }, layer) {
      const change = await lastChange(db, { workspaceId, kind: 'areas', scope: layer });
      const key = `${workspaceId} ${change} ${layer}`;
      const text = made.get(key) ?? make(workspaceId, layer);
      made.delete(key);
      made.set(key, text);
      text.catch(() => made.delete(key));
      for (const oldest of made.keys()) {
        if (made.size <= KEPT) break;
        made.delete(oldest);
      }
      return { text: await text, etag: `"layer-${change}"` };
    },
  };
}
