import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Email } from '../../contract/auth.ts';
import { Role } from '../../contract/roles.ts';
import { links as makeLinks } from '../auth/links.ts';
import { LINK_PATH } from '../auth/service.ts';
import * as store from '../auth/store.ts';
import { ConfigError, readConfig, type Config } from '../config.ts';
import { EmbeddedError } from '../db/binaries.ts';
import { openDatabase, type Db } from '../db/db.ts';
import { startEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { LOCAL_OWNER } from '../http/actor.ts';
import { onlyWorkspace } from '../workspace/store.ts';

/** What cannot be done, in one line. */
class WrongUse extends Error {}

/**
 * `hexalign user`: who may sign in, from the machine of the server itself. Talks to the database, not to a server: it
 * works while one runs and while none does.
 *
 * @returns exit code
 */
export async function user(args: readonly string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { role: { type: 'string' } } });
    const [what, email, ...more] = positionals;
    if (more.length > 0) throw new WrongUse(`what is "${more.join(' ')}" for? See hexalign help.`);
    const config = readConfig(process.env, availableParallelism());
    const said = await withDatabase(config, async (db) => {
      if (what === 'link') return signInLink(db, config, email);
      if (what === 'add') return invitation(db, config, email, values.role ?? 'owner');
      if (what === 'list' && email === undefined) return everybody(db);
      throw new WrongUse('expected "user link [E-MAIL]", "user add E-MAIL" or "user list".');
    });
    process.stdout.write(said);
    return 0;
  } catch (error) {
    const plain = error instanceof WrongUse || error instanceof ConfigError || error instanceof EmbeddedError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
    if (!plain) throw error;
    process.stderr.write(`hexalign: ${(error as Error).message}\n`);
    return 1;
  }
}

async function withDatabase<T>(config: Config, run: (db: Db) => Promise<T>): Promise<T> {
  const embedded = config.databaseUrl === null ? await startEmbedded({ dataDir: config.dataDir }) : null;
  const database = openDatabase(embedded?.url ?? config.databaseUrl!, () => undefined);
  try {
    await migrate(database.db);
    return await run(database.db);
  } finally {
    await database.close();
    await embedded?.stop();
  }
}

async function signInLink(db: Db, config: Config, given: string | undefined): Promise<string> {
  const found = given === undefined ? await store.findUser(db, LOCAL_OWNER) : await store.findUserByEmail(db, emailOf(given));
  const [first] = found === null ? [] : await store.membershipsOf(db, found.id);
  if (found === null || first === undefined) throw new WrongUse(`nobody signs in as ${given ?? 'the local owner'}. "hexalign user list" says who does.`);
  const link = await makeLinks({ db }).make(db, { kind: 'sign-in', workspaceId: first.organisationId, userId: found.id, by: 'hexalign' });
  return `Signs in ${found.email ?? 'whoever sits at this machine'}, once, until ${link.expiresAt.toISOString()}:\n\n  ${addressOf(config)}${LINK_PATH}#${link.token}\n\n`;
}

async function invitation(db: Db, config: Config, given: string | undefined, asked: string): Promise<string> {
  if (given === undefined) throw new WrongUse('whom? expected "user add E-MAIL".');
  const role = Role.safeParse(asked);
  if (!role.success || role.data === 'manager' || role.data === 'rep') throw new WrongUse(`--role ${asked}: expected owner, admin, planner or viewer; managers and reps are invited on the members page, with their territory.`);
  const email = emailOf(given);
  const workspaceId = await onlyWorkspace(db);
  const link = await makeLinks({ db }).make(db, { kind: 'invite', workspaceId, email, scope: { role: role.data, regions: null, moneyHidden: false, branch: null }, by: 'hexalign' });
  return `Makes an account for ${email} (${role.data}), once, until ${link.expiresAt.toISOString()}:\n\n  ${addressOf(config)}${LINK_PATH}#${link.token}\n\n`;
}

async function everybody(db: Db): Promise<string> {
  const rows = await db.selectFrom('memberships').innerJoin('users', 'users.id', 'memberships.user_id').innerJoin('workspaces', 'workspaces.id', 'memberships.workspace_id').select(['users.name', 'email', 'role', 'workspaces.name as organisation']).orderBy('workspaces.name').orderBy('email').execute();
  return `${rows.map(({ name, email, role, organisation }) => `${email ?? 'at this machine'}\t${name}\t${role}\t${organisation}`).join('\n')}\n`;
}

function emailOf(given: string): string {
  const email = Email.safeParse(given);
  if (!email.success) throw new WrongUse(`${given} is not an e-mail address.`);
  return email.data;
}

/** Where a server with this environment answers. */
function addressOf({ publicUrl, host, port }: Config): string {
  const plain = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  return publicUrl ?? `http://${plain}:${port}`;
}
