import { readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { dataPath } from '../src/dataPath.ts';
import { makeFiles } from './makeFiles.ts';

it('the committed files are, byte for byte, what the generator makes', async () => {
  const made: string[] = [];
  for (const { path, content } of makeFiles()) {
    expect(Buffer.from(content).equals(readFileSync(dataPath(path))), `${path}: run \`node data/make/all.ts\``).toBe(true);
    made.push(path);
    await setImmediate(); // each step takes seconds; the runner wants to hear from its workers in between
  }
  expect(made).toHaveLength(12);
}, 300_000);
