import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { makeFiles } from './makeFiles.ts';

/** `node data/make/all.ts [FOLDER]`: writes every generated file into FOLDER, by default `data/` itself. */
const folder = resolve(process.argv[2] ?? join(import.meta.dirname, '..'));
for (const { path, content } of makeFiles()) {
  const target = join(folder, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, content);
  console.log(`${String(content.length).padStart(9)}  ${path}`);
}
