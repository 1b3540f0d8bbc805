import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

describe('readConfig', () => {
  it('serves this computer only, unless told otherwise', () => {
    expect(readConfig({}, 4)).toMatchObject({ host: '127.0.0.1', port: 4870, databaseUrl: null, allowOpen: false, demo: true, threads: 3 });
    expect(readConfig({ HOST: ' ', PORT: '' }, 1)).toMatchObject({ host: '127.0.0.1', port: 4870, threads: 2 });
    for (const host of ['localhost', '127.0.0.2', '::1', '[::1]']) expect(readConfig({ HOST: host }, 2).host).toBe(host);
  });

  it('refuses to open up by accident, says why, and says how', () => {
    for (const host of ['0.0.0.0', '::', '192.168.0.7', 'localhost.example.com', '127.0.0.1.example.com']) {
      expect(() => readConfig({ HOST: host }, 2)).toThrow(/nobody has to sign in.*HEXALIGN_ALLOW_OPEN=1/);
    }
    expect(readConfig({ HOST: '0.0.0.0', HEXALIGN_ALLOW_OPEN: '1' }, 2).host).toBe('0.0.0.0');
  });

  it('names the variable that it cannot read', () => {
    const wrong = { PORT: 'http', HEXALIGN_THREADS: '0', HEXALIGN_DEMO: 'perhaps', HEXALIGN_MAX_UPLOAD_MB: '-1', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://x' };
    for (const [name, value] of Object.entries(wrong)) {
      expect(() => readConfig({ [name]: value }, 2)).toThrow(ConfigError);
      expect(() => readConfig({ [name]: value }, 2)).toThrow(name);
    }
  });
});
