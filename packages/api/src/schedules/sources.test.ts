import { createServer, type Server } from 'node:http';
import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admitUrl, fetchUrl } from './fetchUrl.ts';
import { newestFile } from './newestFile.ts';
import { nextTime } from './nextTime.ts';
import { isPrivate } from './privateAddresses.ts';

describe('private addresses', () => {
  it.each(['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.0.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '::1', '::', 'fe80::1', 'fd00::1', '::ffff:127.0.0.1', '::ffff:a9fe:a9fe', '64:ff9b::a00:1', 'no address'])('%s is one', (address) => {
    expect(isPrivate(address)).toBe(true);
  });
  it.each(['8.8.8.8', '172.32.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])('%s is none', (address) => {
    expect(isPrivate(address)).toBe(false);
  });
});

describe('addresses to fetch from', () => {
  let server: Server;
  let host: string;
  const asked: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.url!);
      if (request.url === '/away') response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end();
      else if (request.url === '/round') response.writeHead(302, { location: '/round' }).end();
      else if (request.url === '/gone') response.writeHead(404).end();
      else response.end('id,v\n1,2\n');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    host = `localhost:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((done) => server.close(done)));

  const read = async (path: string, privateNetwork = true): Promise<string> => {
    const parts: Uint8Array[] = [];
    for await (const part of await fetchUrl(`http://${host}${path}`, { folders: [], hosts: [host], privateNetwork })) parts.push(part);
    return Buffer.concat(parts).toString();
  };

  it('are fetched from when they are allowed', async () => {
    expect(await read('/list.csv')).toBe('id,v\n1,2\n');
  });

  it('are looked at where their name leads to, before anything is sent', async () => {
    asked.length = 0;
    await expect(read('/list.csv', false)).rejects.toMatchObject({ code: 'source.refused', facts: { found: expect.stringMatching(/^one at (127\.|::1)/) as string } });
    expect(asked).toEqual([]);
  });

  it.each([['/away', 'source.refused'], ['/round', 'source.failed'], ['/gone', 'source.failed']])('answer %s with %s', async (path, code) => {
    await expect(read(path)).rejects.toMatchObject({ code });
  });

  it.each([
    ['ftp://files.example.com/a', ['files.example.com']], ['file:///etc/passwd', ['']], ['https://other.example.com/a', ['files.example.com']], ['https://me:secret@files.example.com/a', ['files.example.com']],
    ['https://files.example.com.evil.org/a', ['*.example.com']], ['http://127.0.0.1/a', ['127.0.0.1']], ['http://[::1]/a', ['[::1]']], ['http://2130706433/a', ['127.0.0.1']], ['https://files.example.com/a', []],
  ])('%s is refused where %j is allowed', (address, hosts) => {
    expect(() => admitUrl(address, { folders: [], hosts, privateNetwork: false })).toThrow(expect.objectContaining({ code: 'source.refused' }) as Error);
  });

  it('may be any host of a domain', () => {
    expect(admitUrl('https://a.b.example.com/x', { folders: [], hosts: ['*.example.com'], privateNetwork: false }).hostname).toBe('a.b.example.com');
  });
});

describe('folders to read from', () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'hexalign-drop-'));
    await mkdir(join(root, 'drop'));
    await mkdir(join(root, 'secret'));
    for (const [name, age] of [['a-old.csv', 100], ['a-new.csv', 10], ['b.csv', 1]] as const) {
      await writeFile(join(root, 'drop', name), name);
      await utimes(join(root, 'drop', name), Date.now() / 1000 - age, Date.now() / 1000 - age);
    }
    await writeFile(join(root, 'secret', 'a-newest.csv'), 'secret');
    await symlink(join(root, 'secret', 'a-newest.csv'), join(root, 'drop', 'a-link.csv'));
    await symlink(join(root, 'secret'), join(root, 'drop', 'inner'));
  });
  afterAll(() => rm(root, { recursive: true }));

  it('give the file that was changed last, and follow no link out', async () => {
    expect((await newestFile(join(root, 'drop'), 'a-*.csv', { folders: [join(root, 'drop')] })).name).toBe('a-new.csv');
  });

  it.each(['secret', 'drop/../secret', 'drop/inner', 'drop2'])('%s is refused', async (folder) => {
    await expect(newestFile(join(root, folder), '*', { folders: [join(root, 'drop')] })).rejects.toMatchObject({ code: 'source.refused' });
  });

  it('say so when nothing fits', async () => {
    await expect(newestFile(join(root, 'drop'), '(.*).csv', { folders: [root] })).rejects.toMatchObject({ code: 'source.failed' });
  });
});

describe('times', () => {
  it('are the next of their weekdays', () => {
    const thursday = new Date('2026-11-26T17:00:00Z');
    expect(nextTime({ at: '17:00', weekdays: [4] }, thursday).toISOString()).toBe('2026-12-03T17:00:00.000Z');
    expect(nextTime({ at: '17:01', weekdays: [4, 5] }, thursday).toISOString()).toBe('2026-11-26T17:01:00.000Z');
    expect(nextTime({ at: '02:00', weekdays: [0] }, thursday).toISOString()).toBe('2026-11-29T02:00:00.000Z');
  });
});
