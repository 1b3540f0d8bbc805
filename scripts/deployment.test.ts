import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Instructions of a Dockerfile, continued lines joined. */
function instructions(text: string): { word: string; rest: string }[] {
  return text.replaceAll('\\\n', ' ').split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#')).map((line) => {
    const [, word, rest] = /^([A-Z]+) (.*)$/.exec(line)!;
    return { word, rest };
  });
}

const variables = new Set([...read('packages/api/src/config.ts').matchAll(/env\.([A-Z][A-Z_]+)/g)].map(([, name]) => name));
const commands = [...read('packages/api/src/cli/main.ts').matchAll(/^ {2}'?([a-z-]+)'?: async/gm)].map(([, name]) => name);

describe('the Dockerfile', () => {
  const lines = instructions(read('Dockerfile'));
  const of = (word: string): string[] => lines.filter((line) => line.word === word).map(({ rest }) => rest);

  it('names files and scripts that there are', () => {
    const scripts = [...of('RUN'), ...of('ENTRYPOINT'), ...of('CMD')].flatMap((rest) => rest.match(/[\w./-]+\.(?:mjs|ts|js)\b/g) ?? []);
    expect(scripts.length).toBeGreaterThanOrEqual(2);
    expect(scripts.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect(read('scripts/test.ts')).toContain('build: buildWeb');
  });

  it('sets only what the configuration reads, runs a command that there is, and not as root', () => {
    const set = of('ENV').flatMap((rest) => [...rest.matchAll(/([A-Z_]+)=/g)].map(([, name]) => name)).filter((name) => name !== 'NODE_ENV');
    expect(set.filter((name) => !variables.has(name))).toEqual([]);
    expect(commands).toContain((JSON.parse(of('CMD')[0]) as string[])[0]);
    expect(of('USER')).toEqual(['node']);
    expect(lines.findLastIndex(({ word }) => word === 'USER')).toBeLessThan(lines.findLastIndex(({ word }) => word === 'ENTRYPOINT'));
  });

  it('leaves packages and data of this machine out', () => {
    const ignored = read('.dockerignore').split('\n');
    for (const name of ['node_modules', '**/node_modules', '.git', '.data', '**/dist']) expect(ignored).toContain(name);
  });
});

describe('compose.yaml', () => {
  interface Service { build?: { dockerfile: string; context: string }; image?: string; command?: string[]; environment?: Record<string, string>; depends_on?: Record<string, unknown>; volumes?: string[]; deploy?: { replicas: number } }
  const { services, volumes } = parse(read('compose.yaml'), { merge: true }) as { services: Record<string, Service>; volumes: Record<string, unknown> };

  it('stands on services, volumes, files and commands that there are', () => {
    for (const [name, { build, image, depends_on: needs, volumes: mounts, command }] of Object.entries(services)) {
      expect([name, build !== undefined || image !== undefined]).toEqual([name, true]);
      if (build !== undefined) expect(existsSync(join(root, build.context, build.dockerfile))).toBe(true);
      for (const other of Object.keys(needs ?? {})) expect(Object.keys(services)).toContain(other);
      for (const mount of mounts ?? []) expect(Object.keys(volumes)).toContain(mount.split(':')[0]);
      if (build !== undefined) expect(commands).toContain(command![0]);
    }
  });

  it('runs two servers without jobs of their own and two workers over one database, with settings that are read', () => {
    for (const name of ['server', 'worker']) {
      const { environment, deploy } = services[name];
      expect(deploy!.replicas).toBe(2);
      expect(Object.keys(environment!).filter((key) => !variables.has(key))).toEqual([]);
      expect(environment).toMatchObject({ HEXALIGN_JOBS: '0', DATABASE_URL: expect.stringContaining('@database:5432/hexalign') as string });
    }
  });
});
