import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

describe('readConfig', () => {
  it('serves this computer only, unless told otherwise', () => {
    expect(readConfig({}, 4)).toMatchObject({ host: '127.0.0.1', port: 4870, databaseUrl: null, loopbackOnly: true, publicUrl: null, proxies: 0, sso: null, mail: null, demo: true, threads: 3 });
    expect(readConfig({ HOST: ' ', PORT: '' }, 1)).toMatchObject({ host: '127.0.0.1', port: 4870, threads: 2 });
    for (const host of ['localhost', '127.0.0.2', '::1', '[::1]']) expect(readConfig({ HOST: host }, 2).host).toBe(host);
  });

  it('knows when others can reach it: by the address it listens on, or by a proxy', () => {
    for (const host of ['0.0.0.0', '::', '192.168.0.7', 'localhost.example.com', '127.0.0.1.example.com']) {
      expect(readConfig({ HOST: host }, 2).loopbackOnly).toBe(false);
    }
    expect(readConfig({ HEXALIGN_PUBLIC_URL: 'https://territories.example.com/' }, 2)).toMatchObject({ loopbackOnly: false, publicUrl: 'https://territories.example.com' });
    expect(readConfig({ HEXALIGN_PUBLIC_URL: 'http://localhost:8080' }, 2).loopbackOnly).toBe(true);
  });

  it('takes single sign-on and mail whole or not at all', () => {
    expect(readConfig({ OIDC_ISSUER: 'https://id.example.com/a', OIDC_CLIENT_ID: 'x' }, 2).sso).toMatchObject({ clientId: 'x', clientSecret: null, name: 'id.example.com', trustEmail: false });
    for (const half of [{ OIDC_ISSUER: 'https://id.example.com' }, { OIDC_CLIENT_ID: 'x' }, { OIDC_ISSUER: 'http://id.example.com', OIDC_CLIENT_ID: 'x' }, { SMTP_URL: 'smtp://mail' }, { SMTP_FROM: 'a@b.c' }]) {
      expect(() => readConfig(half, 2)).toThrow(ConfigError);
    }
  });

  it('names the variable that it cannot read', () => {
    const wrong = { PORT: 'http', HEXALIGN_THREADS: '0', HEXALIGN_DEMO: 'perhaps', HEXALIGN_MAX_UPLOAD_MB: '-1', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://x', HEXALIGN_PUBLIC_URL: 'https://x/with/path', HEXALIGN_PROXIES: 'all' };
    for (const [name, value] of Object.entries(wrong)) {
      expect(() => readConfig({ [name]: value }, 2)).toThrow(ConfigError);
      expect(() => readConfig({ [name]: value }, 2)).toThrow(name);
    }
  });
});
