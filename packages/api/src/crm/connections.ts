import type { CreateConnection, CrmConnection } from '../../contract/crm.ts';
import { FieldMap } from '../../contract/crmMaps.ts';
import type { Db } from '../db/db.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import { admitCrm, type AllowedCrm } from './admitCrm.ts';
import type { CrmClient } from './client.ts';
import { admitCredentials, type CredentialsByName, type Secrets } from './credentials.ts';
import { sealer } from './sealed.ts';
import * as store from './store.ts';
import { openSystem } from './systems.ts';

/** What the environment says of customer systems. */
export interface CrmConfig extends AllowedCrm {
  /** Seals credentials that are kept; null = none are. */
  readonly secretKey: string | null;
  readonly credentials: CredentialsByName;
}

/** Ways into customer systems. */
export interface Connections {
  list(actor: Actor): Promise<{ connections: CrmConnection[]; push: boolean; hosts: string[]; sealed: boolean }>;
  create(actor: Actor, asked: CreateConnection): Promise<CrmConnection>;
  remove(actor: Actor, connectionId: string): Promise<void>;
  /** Goes in and asks whose it is. */
  tryOut(actor: Actor, connectionId: string): Promise<{ organisation: string }>;
  /** @throws AppError `crm.unknown`, `crm.off`, `crm.secret` */
  open(workspaceId: string, connectionId: string, map: FieldMap, abandon?: AbortSignal): Promise<CrmClient>;
  find(workspaceId: string, connectionId: string): Promise<store.KeptConnection>;
}

export function connections({ db, config }: { readonly db: Db; readonly config: CrmConfig }): Connections {
  const seals = sealer(config.secretKey);

  async function find(workspaceId: string, connectionId: string): Promise<store.KeptConnection> {
    const found = await store.findConnection(db, workspaceId, connectionId);
    if (found === null) throw new AppError('crm.unknown');
    return found;
  }

  function secretsOf({ id, environment, sealed, address }: store.KeptConnection): Secrets {
    if (environment !== null) {
      const found = config.credentials.get(environment);
      if (found === undefined || new URL(found.address).origin !== new URL(address).origin) throw new AppError('crm.secret', { where: environment, expected: 'credentials in the environment for this address', found: found === undefined ? 'none' : 'for another one', repair: 'Ask the administrator of the server.' });
      return found;
    }
    if (seals === null || sealed === null) throw new AppError('crm.secret', { where: 'HEXALIGN_SECRET_KEY', expected: 'the key that the credentials were sealed with', found: 'none', repair: 'Start the server with the key as it was, or make the connection anew.' });
    return JSON.parse(seals.open(sealed, id)) as Secrets;
  }

  async function open(workspaceId: string, connectionId: string, map: FieldMap, abandon?: AbortSignal): Promise<CrmClient> {
    if (!config.push) throw new AppError('crm.off', { repair: 'Ask the administrator of the server to set HEXALIGN_CRM_PUSH=1, or take the files.' });
    const connection = await find(workspaceId, connectionId);
    return openSystem(map, { address: connection.address, secrets: secretsOf(connection), allowed: config, abandon });
  }

  return {
    find, open,
    list: async ({ workspaceId }) => ({ connections: await store.listConnections(db, workspaceId), push: config.push, hosts: [...config.hosts], sealed: seals !== null }),
    async create(actor, asked) {
      const { origin } = admitCrm(asked.address, config);
      const secrets = admitCredentials(asked, config.credentials);
      const kept = asked.credentials.kind === 'stored';
      if (kept && seals === null) throw new AppError('crm.secret', { where: 'body.credentials', expected: 'credentials of the environment', found: 'credentials to keep', repair: 'Ask the administrator of the server to set HEXALIGN_SECRET_KEY, or to put the credentials into the environment.' });
      const id = await db.transaction().execute(async (trx) => {
        const made = await store.insertConnection(trx, { workspaceId: actor.workspaceId, actor: actor.id, name: asked.name, crm: asked.crm, address: origin, environment: asked.credentials.kind === 'environment' ? asked.credentials.name : null });
        const { clientId, clientSecret, refreshToken, accessToken, tenant } = secrets;
        if (kept) await store.keepSecret(trx, actor.workspaceId, made, seals!.seal(JSON.stringify({ clientId, clientSecret, refreshToken, accessToken, tenant }), made));
        return made;
      });
      return (await store.listConnections(db, actor.workspaceId)).find((one) => one.id === id)!;
    },
    remove: ({ workspaceId }, connectionId) => store.removeConnection(db, workspaceId, connectionId),
    async tryOut({ workspaceId }, connectionId) {
      const { crm } = await find(workspaceId, connectionId);
      return { organisation: await (await open(workspaceId, connectionId, FieldMap.parse({ crm }))).who() };
    },
  };
}
