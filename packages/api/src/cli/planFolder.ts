import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError } from '../datasets/inputError.ts';
import { openFault } from './openFault.ts';

/** Every file a plan may have. Whatever else lies in its folder is the user's and stays. */
export const PLAN_FILES = ['plan.json', 'certificate.json', 'accounts.csv', 'units.csv', 'borders.csv', 'territories.geojson', 'rejected.csv'] as const;
export type PlanFile = (typeof PLAN_FILES)[number];

/**
 * A plan's folder while it is written: everything goes to a folder beside it, which takes its place at the end, so that
 * whoever looks finds the old plan or the new one, never half of one.
 */
export class PlanFolder {
  readonly path: string;
  private readonly temporary: string;
  private readonly aside: string;

  private constructor(path: string, temporary: string, aside: string) {
    this.path = path;
    this.temporary = temporary;
    this.aside = aside;
  }

  /**
   * Makes sure that the folder may be written, before any work is done.
   *
   * @throws InputError `out.not_empty`, `out.is_file`, `file.unusable`
   */
  static async prepare(out: string): Promise<PlanFolder> {
    const path = resolve(out);
    const [parent, name] = [dirname(path), basename(path)];
    const prefix = `.${name}.hexalign-`;
    const folder = new PlanFolder(path, join(parent, `${prefix}${process.pid}`), join(parent, `${prefix}old`));
    try {
      await mkdir(parent, { recursive: true });
      await folder.tidyUp(parent, prefix);
      const found = await stat(path).catch(() => null);
      if (found && !found.isDirectory()) throw new InputError({ code: 'out.is_file', where: `--out ${out}`, expected: 'a folder', found: 'a file', repair: 'Choose another name.' });
      const content = found ? await readdir(path) : [];
      if (content.length > 0 && !content.includes('plan.json')) throw new InputError({ code: 'out.not_empty', where: `--out ${out}`, expected: 'an empty folder, an older plan or a new name', found: `${content.length} other files, e.g. ${content.sort()[0]}`, repair: 'Choose another name.' });
      await rm(folder.temporary, { recursive: true, force: true });
      await mkdir(folder.temporary);
    } catch (error) {
      throw openFault(error, out, '--out', 'a folder that can be written');
    }
    return folder;
  }

  /** Writes one file piece by piece. @returns hex SHA-256 of its bytes */
  async write(name: PlanFile, pieces: Iterable<string> | AsyncIterable<string>): Promise<string> {
    const hash = createHash('sha256');
    try {
      const file = await open(join(this.temporary, name), 'w');
      try {
        for await (const piece of pieces) {
          const bytes = Buffer.from(piece, 'utf8');
          hash.update(bytes);
          await file.writeFile(bytes);
        }
        await file.sync();
      } finally {
        await file.close();
      }
    } catch (error) {
      throw openFault(error, join(this.path, name), 'writing', 'room for the plan');
    }
    return hash.digest('hex');
  }

  /** Puts the written files in place of what was there. */
  async commit(): Promise<void> {
    try {
      const before = await readdir(this.path).catch(() => null);
      if (before !== null) {
        await rm(this.aside, { recursive: true, force: true });
        await rename(this.path, this.aside);
      }
      await rename(this.temporary, this.path);
      for (const name of before ?? []) {
        if (!(PLAN_FILES as readonly string[]).includes(name)) await rename(join(this.aside, name), join(this.path, name));
      }
      await rm(this.aside, { recursive: true, force: true });
    } catch (error) {
      throw openFault(error, this.path, '--out', 'a folder that can be written');
    }
  }

  /** Leaves no trace. */
  async drop(): Promise<void> {
    await rm(this.temporary, { recursive: true, force: true });
  }

  /** Clears what a run that was killed left behind: brings an old plan back, removes half a new one. */
  private async tidyUp(parent: string, prefix: string): Promise<void> {
    const there = await stat(this.path).catch(() => null);
    for (const name of await readdir(parent)) {
      if (!name.startsWith(prefix)) continue;
      const rest = name.slice(prefix.length);
      if (rest === 'old') {
        if (there) for (const kept of await readdir(this.aside)) if (!(PLAN_FILES as readonly string[]).includes(kept)) await rename(join(this.aside, kept), join(this.path, kept));
        if (there) await rm(this.aside, { recursive: true, force: true });
        else await rename(this.aside, this.path);
      } else if (/^\d+$/.test(rest) && !isAlive(Number(rest))) await rm(join(parent, name), { recursive: true, force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}
