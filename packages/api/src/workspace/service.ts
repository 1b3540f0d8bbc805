import type { Workspace } from '../../contract/workspace.ts';
import type { Db } from '../db/db.ts';
import type { Actor } from '../http/actor.ts';
import { tellPeopleShown } from '../live/announce.ts';
import * as store from './store.ts';

export interface Workspaces {
  read(actor: Actor): Promise<Workspace>;
  patch(actor: Actor, patch: { name?: string; peopleBlind?: boolean }): Promise<Workspace>;
  /** The one workspace there is until people sign in. */
  only(): Promise<string>;
  /** Makes the demo once in the life of a workspace, and only while it has no plans. */
  firstDemo(actor: Actor, make: () => Promise<{ readonly undo: () => Promise<void> }>): Promise<void>;
}

/** @param demo whether a first start imports the demo */
export function workspaces({ db, version, maxUploadBytes, demo: wanted }: { readonly db: Db; readonly version: string; readonly maxUploadBytes: number; readonly demo: boolean }): Workspaces {
  async function read(actor: Actor): Promise<Workspace> {
    const { id, name, demo, people_blind } = await store.findWorkspace(db, actor.workspaceId);
    const plan = await store.findDemoPlan(db, actor.workspaceId);
    return {
      id, name, version, maxUploadBytes, peopleBlind: people_blind,
      actor: { id: actor.id, name: actor.name },
      demo: { state: demoState(wanted ? demo : 'made', plan), planId: plan !== null && !plan.deleted ? plan.id : null },
    };
  }
  return {
    read,
    only: () => store.onlyWorkspace(db),
    async firstDemo(actor, make) {
      const { demo } = await store.findWorkspace(db, actor.workspaceId);
      if (demo !== 'waiting' || (await store.hasPlans(db, actor.workspaceId))) return;
      try {
        const { undo } = await make();
        // Another process over the same database was faster: one demo is enough.
        if (!(await store.claimDemo(db, actor.workspaceId))) await undo();
      } catch (error) {
        await store.claimDemo(db, actor.workspaceId);
        throw error;
      }
    },
    async patch(actor, patch) {
      const before = await store.findWorkspace(db, actor.workspaceId);
      await store.patchWorkspace(db, actor.workspaceId, patch);
      if (patch.peopleBlind !== undefined && patch.peopleBlind !== before.people_blind) await tellPeopleShown(db, actor.workspaceId, null);
      return read(actor);
    },
  };
}

function demoState(demo: 'waiting' | 'made', plan: { status: string; deleted: boolean } | null): Workspace['demo']['state'] {
  if (plan === null) return demo === 'waiting' ? 'waiting' : 'removed';
  if (plan.deleted) return 'removed';
  return plan.status === 'building' ? 'building' : plan.status === 'failed' ? 'failed' : 'ready';
}
