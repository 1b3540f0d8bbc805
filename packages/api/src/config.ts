import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { USUAL_HOSTS } from './crm/usualHosts.ts';
import type { CrmConfig } from './crm/connections.ts';
import { credentialsIn } from './crm/credentials.ts';
import { isLoopback } from './loopback.ts';
import type { AllowedHooks } from './hooks/post.ts';
import type { AllowedSources } from './schedules/fetchUrl.ts';
import type { QuotaLimits } from './workspace/quota.ts';

/** What the environment decides, read and checked once. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Holds the embedded database; not used with `databaseUrl`. */
  readonly dataDir: string;
  /** A PostgreSQL (15 or newer) of one's own; null = the embedded one. */
  readonly databaseUrl: string | null;
  /** Whether the server can be reached from this machine only. */
  readonly loopbackOnly: boolean;
  /** Address under which people reach the server, without a slash at its end; null = the one they ask by. */
  readonly publicUrl: string | null;
  /** How many proxies in front of the server tell truly who asks and how. */
  readonly proxies: number;
  readonly sso: SsoConfig | null;
  readonly mail: MailConfig | null;
  /** Import the demo plan into an empty database. */
  readonly demo: boolean;
  /** Whether the server works on jobs itself; false leaves them to workers. */
  readonly jobs: boolean;
  /** What has to be shown to read `/metrics`; null = only a server for this machine alone tells them. */
  readonly metricsToken: string | null;
  /** Jobs worked on at once, each in a thread of its own. */
  readonly threads: number;
  readonly maxUploadBytes: number;
  /** Imports of at most so many rows are answered at once; larger ones are jobs. */
  readonly importRowsAtOnce: number;
  /** What each organisation may keep and have under way. */
  readonly quota: QuotaLimits;
  /** Where lists may be fetched from by the clock. */
  readonly sources: AllowedSources;
  /** Where plans may be published to. */
  readonly crm: CrmConfig;
  /** Where hooks may lead. */
  readonly hooks: AllowedHooks & { readonly pauseSeconds: number };
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
}

/** A provider of OpenID Connect. */
export interface SsoConfig {
  readonly issuer: URL;
  readonly clientId: string;
  /** Null for a client without a secret of its own. */
  readonly clientSecret: string | null;
  /** What the button on the sign-in page calls it. */
  readonly name: string;
  /** Believe its e-mail addresses although it does not say that they are verified. */
  readonly trustEmail: boolean;
}

/** How mail is sent. */
export interface MailConfig {
  /** `smtp://user:password@host:port` or `smtps://...`. */
  readonly url: string;
  readonly from: string;
}

/** The environment asks for something that cannot be done; the message is one line for the person who started the server. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigError';
  }
}

/** Root of the clone: holds `packages/` and, unless told otherwise, `.data/`. */
export const projectRoot: string = resolve(fileURLToPath(new URL('../../..', import.meta.url)));

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

/**
 * Typed configuration from the environment.
 *
 * @param cores number of processors; one is left for the server itself where there are more than two
 * @throws ConfigError naming the variable, what was found and what was expected
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>, cores: number): Config {
  const host = text(env.HOST) ?? '127.0.0.1';
  const shown = publicUrl(env.HEXALIGN_PUBLIC_URL);
  const databaseUrl = text(env.DATABASE_URL) ?? null;
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    throw new ConfigError('DATABASE_URL is not of the form postgres://user:password@host:port/database.');
  }
  const level = text(env.LOG_LEVEL) ?? 'warn';
  if (!LEVELS.includes(level as Config['logLevel'])) throw new ConfigError(`LOG_LEVEL is ${level}; expected one of ${LEVELS.join(', ')}.`);
  return {
    host,
    port: whole('PORT', env.PORT, 4870, 0, 65535),
    dataDir: resolve(text(env.DATA_DIR) ?? defaultDataDir()),
    databaseUrl,
    loopbackOnly: isLoopback(host) && (shown === null || isLoopback(new URL(shown).hostname)),
    publicUrl: shown,
    proxies: whole('HEXALIGN_PROXIES', env.HEXALIGN_PROXIES, 0, 0, 9),
    sso: ssoConfig(env),
    mail: mailConfig(env),
    demo: flag('HEXALIGN_DEMO', env.HEXALIGN_DEMO, true),
    jobs: flag('HEXALIGN_JOBS', env.HEXALIGN_JOBS, true),
    metricsToken: text(env.HEXALIGN_METRICS_TOKEN) ?? null,
    threads: whole('HEXALIGN_THREADS', env.HEXALIGN_THREADS, Math.max(2, cores - 1), 1, 256),
    maxUploadBytes: whole('HEXALIGN_MAX_UPLOAD_MB', env.HEXALIGN_MAX_UPLOAD_MB, 512, 1, 65536) * 1024 * 1024,
    importRowsAtOnce: whole('HEXALIGN_IMPORT_ROWS_AT_ONCE', env.HEXALIGN_IMPORT_ROWS_AT_ONCE, 50_000, 0, 10_000_000),
    quota: {
      storageBytes: limit('HEXALIGN_QUOTA_STORAGE_MB', env.HEXALIGN_QUOTA_STORAGE_MB, 1024 * 1024),
      rows: limit('HEXALIGN_QUOTA_ROWS', env.HEXALIGN_QUOTA_ROWS, 1),
      jobs: whole('HEXALIGN_QUOTA_JOBS', env.HEXALIGN_QUOTA_JOBS, 100, 1, 100_000),
    },
    sources: {
      folders: (text(env.HEXALIGN_IMPORT_FOLDERS) ?? '').split(delimiter).map((folder) => folder.trim()).filter((folder) => folder !== '').map((folder) => resolve(folder)),
      hosts: (text(env.HEXALIGN_IMPORT_HOSTS) ?? '').split(',').map((name) => name.trim().toLowerCase()).filter((name) => name !== ''),
      privateNetwork: flag('HEXALIGN_IMPORT_PRIVATE', env.HEXALIGN_IMPORT_PRIVATE, false),
    },
    crm: {
      push: flag('HEXALIGN_CRM_PUSH', env.HEXALIGN_CRM_PUSH, false),
      hosts: (text(env.HEXALIGN_CRM_HOSTS) ?? USUAL_HOSTS.join(',')).split(',').map((name) => name.trim().toLowerCase()).filter((name) => name !== ''),
      secretKey: secretKey(env.HEXALIGN_SECRET_KEY),
      credentials: credentialsIn(env),
    },
    hooks: {
      hosts: (text(env.HEXALIGN_WEBHOOK_HOSTS) ?? '').split(',').map((name) => name.trim().toLowerCase()).filter((name) => name !== ''),
      privateNetwork: flag('HEXALIGN_WEBHOOK_PRIVATE', env.HEXALIGN_WEBHOOK_PRIVATE, false),
      pauseSeconds: whole('HEXALIGN_WEBHOOK_RETRY_SECONDS', env.HEXALIGN_WEBHOOK_RETRY_SECONDS, 30, 1, 3600),
    },
    logLevel: level as Config['logLevel'],
  };
}

function secretKey(value: string | undefined): string | null {
  const given = text(value);
  if (given === undefined) return null;
  if (given.length < 32) throw new ConfigError(`HEXALIGN_SECRET_KEY has ${given.length} characters; expected at least 32, such as of "openssl rand -hex 32".`);
  return given;
}

function publicUrl(value: string | undefined): string | null {
  const given = text(value);
  if (given === undefined) return null;
  if (!/^https?:\/\/[^/]+\/?$/.test(given) || !URL.canParse(given)) throw new ConfigError(`HEXALIGN_PUBLIC_URL is ${given}; expected an address such as https://territories.example.com, without a path.`);
  return new URL(given).origin;
}

function ssoConfig(env: Readonly<Record<string, string | undefined>>): SsoConfig | null {
  const [issuer, clientId] = [text(env.OIDC_ISSUER), text(env.OIDC_CLIENT_ID)];
  if (issuer === undefined && clientId === undefined) return null;
  if (issuer === undefined || clientId === undefined) throw new ConfigError('Single sign-on needs both OIDC_ISSUER and OIDC_CLIENT_ID.');
  const url = URL.canParse(issuer) ? new URL(issuer) : null;
  if (url === null || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)))) throw new ConfigError(`OIDC_ISSUER is ${issuer}; expected an address that begins with https://.`);
  return { issuer: url, clientId, clientSecret: text(env.OIDC_CLIENT_SECRET) ?? null, name: text(env.OIDC_NAME) ?? url.hostname, trustEmail: flag('OIDC_TRUST_EMAIL', env.OIDC_TRUST_EMAIL, false) };
}

function mailConfig(env: Readonly<Record<string, string | undefined>>): MailConfig | null {
  const [url, from] = [text(env.SMTP_URL), text(env.SMTP_FROM)];
  if (url === undefined && from === undefined) return null;
  if (url === undefined || from === undefined || !/^smtps?:\/\//.test(url)) throw new ConfigError('Mail needs both SMTP_URL (smtp://user:password@host:port or smtps://...) and SMTP_FROM.');
  return { url, from };
}

/** `.data` in the clone; as root a folder that the database's unprivileged user can reach. */
export function defaultDataDir(): string {
  return process.getuid?.() === 0 ? '/var/lib/hexalign' : join(projectRoot, '.data');
}

function text(value: string | undefined): string | undefined {
  const trimmed = value?.trim();
  return trimmed === undefined || trimmed === '' ? undefined : trimmed;
}

function whole(name: string, value: string | undefined, otherwise: number, min: number, max: number): number {
  const given = text(value);
  if (given === undefined) return otherwise;
  const number = /^\d+$/.test(given) ? Number(given) : NaN;
  if (!(number >= min && number <= max)) throw new ConfigError(`${name} is ${given}; expected a whole number from ${min} to ${max}.`);
  return number;
}

/** A limit in some unit; null where none is set. */
function limit(name: string, value: string | undefined, unit: number): number | null {
  return text(value) === undefined ? null : unit * whole(name, value, 0, 1, 1_000_000_000);
}

function flag(name: string, value: string | undefined, otherwise: boolean): boolean {
  const given = text(value)?.toLowerCase();
  if (given === undefined) return otherwise;
  if (['1', 'true', 'yes', 'on'].includes(given)) return true;
  if (['0', 'false', 'no', 'off'].includes(given)) return false;
  throw new ConfigError(`${name} is ${given}; expected 1 or 0.`);
}
