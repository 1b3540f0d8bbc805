import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { dataPath } from '../src/dataPath.ts';
import { makeFiles } from './makeFiles.ts';

it('the committed files are, byte for byte, what the generator makes', () => {
  for (const { path, content } of makeFiles()) {
    expect(Buffer.from(content).equals(readFileSync(dataPath(path))), `${path}: run \`node data/make/all.ts\``).toBe(true);
  }
}, 300_000);
