import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PlanFolder } from './planFolder.ts';

let root: string;
let out: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'hexalign-'));
  out = join(root, 'plan');
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function write(content: string): Promise<void> {
  const folder = await PlanFolder.prepare(out);
  await folder.write('plan.json', [content]);
  await folder.commit();
}
const code = (action: Promise<unknown>) => action.then(() => 'done', (error: { code?: string }) => error.code);

describe('PlanFolder', () => {
  it('shows nothing before the end and everything after it', async () => {
    const folder = await PlanFolder.prepare(out);
    expect(await folder.write('units.csv', ['a', 'b'])).toBe('fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603');
    expect(await readdir(root)).not.toContain('plan');
    await folder.commit();
    expect(await readdir(root)).toEqual(['plan']);
    expect(await readFile(join(out, 'units.csv'), 'utf8')).toBe('ab');
  });

  it('leaves no trace when dropped', async () => {
    const folder = await PlanFolder.prepare(out);
    await folder.write('units.csv', ['a']);
    await folder.drop();
    expect(await readdir(root)).toEqual([]);
  });

  it('replaces an older plan but keeps what the user put beside it', async () => {
    await write('old');
    await writeFile(join(out, 'notes.txt'), 'mine');
    await writeFile(join(out, 'borders.csv'), 'of the old plan');
    await write('new');
    expect((await readdir(out)).sort()).toEqual(['notes.txt', 'plan.json']);
    expect(await readFile(join(out, 'plan.json'), 'utf8')).toBe('new');
    expect(await readdir(root)).toEqual(['plan']);
  });

  it('refuses a folder that holds something else, a file, and a place it may not write', async () => {
    await mkdir(out);
    await writeFile(join(out, 'photo.jpg'), '');
    expect(await code(PlanFolder.prepare(out))).toBe('out.not_empty');
    expect(await code(PlanFolder.prepare(join(out, 'photo.jpg')))).toBe('out.is_file');
    expect(await code(PlanFolder.prepare(join(out, 'photo.jpg', 'plan')))).toBe('file.unusable');
  });

  it('clears up after a run that was killed, wherever it was', async () => {
    const dead = 2 ** 22 - 3;
    await mkdir(join(root, `.plan.hexalign-${dead}`));
    await mkdir(join(root, '.plan.hexalign-old'));
    await writeFile(join(root, '.plan.hexalign-old', 'plan.json'), 'old');
    const folder = await PlanFolder.prepare(out);
    expect(await readFile(join(out, 'plan.json'), 'utf8')).toBe('old');
    await folder.drop();
    expect(await readdir(root)).toEqual(['plan']);
  });
});
