import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { checkLayers } from './checkLayers.ts';

const made: string[] = [];
afterEach(() => { for (const folder of made.splice(0)) rmSync(folder, { recursive: true }); });

/** A clean house of one file per floor, with `changes` laid over it. */
function house(changes: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'hexalign-layers-'));
  made.push(root);
  const manifest = (name: string, dependencies: readonly string[]): string =>
    JSON.stringify({ name, dependencies: Object.fromEntries(dependencies.map((one) => [one, '1.0.0'])) });
  const files: Record<string, string> = {
    'package.json': JSON.stringify({ name: 'hexalign', devDependencies: { vitest: '1', vite: '1' } }),
    'packages/engine/package.json': manifest('@hexalign/engine', ['h3-js']),
    'packages/engine/src/index.ts': "export { area } from './area.ts';\n",
    'packages/engine/src/area.ts': "import { cellArea } from 'h3-js';\nexport const area = (cell: string): number => Math.sqrt(cellArea(cell, 'km2'));\n",
    'packages/engine/src/area.test.ts': "import { test } from 'vitest';\nimport { readFileSync } from 'node:fs';\nimport { area } from './area.ts';\ntest('x', () => { area(readFileSync('x', 'utf8')); Math.sin(1); });\n",
    'packages/api/package.json': manifest('@hexalign/api', ['@hexalign/engine', '@hexalign/data', 'express', 'zod']),
    'packages/api/contract/index.ts': "import { z } from 'zod';\nimport type { UnitGraph } from '@hexalign/engine';\nexport const schema = z.custom<UnitGraph>();\n",
    'packages/api/src/main.ts': "import express from 'express';\nimport { region } from '@hexalign/data';\nimport { schema } from '../contract/index.ts';\nexpress(region, schema);\n",
    'packages/web/package.json': manifest('@hexalign/web', ['@hexalign/engine', '@hexalign/api', 'react']),
    'packages/web/src/App.tsx': "import { useState } from 'react';\nimport type { schema } from '@hexalign/api/contract';\nexport const App = () => <b>{String(useState<typeof schema>)}</b>;\n",
    'data/package.json': manifest('@hexalign/data', ['topojson-client']),
    'data/src/index.ts': "export { region } from './region.ts';\n",
    'data/src/region.ts': "import { feature } from 'topojson-client';\nexport const region = feature;\n",
    'scripts/cli.mjs': "import { join } from 'node:path';\njoin('a');\n",
    ...changes,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const rules = (changes: Record<string, string>): string[] => checkLayers(house(changes)).map(({ rule, path }) => `${rule} ${path}`);

test('a clean house has no finding', () => {
  expect(checkLayers(house({}))).toEqual([]);
});

test.each([
  ['the engine reads a file', 'packages/engine/src/a.ts', "import { readFileSync } from 'node:fs';\nreadFileSync('x');"],
  ['the engine knows the contract, by type only', 'packages/engine/src/a.ts', "import type { schema } from '@hexalign/api/contract';\nexport type S = typeof schema;"],
  ['the engine knows the contract through import()', 'packages/engine/src/a.ts', "export type S = import('@hexalign/api/contract').schema;"],
  ['the engine loads a module late', 'packages/engine/src/a.ts', "export const fs = await import('node:fs');"],
  ['the engine uses the shipped data', 'packages/engine/src/a.ts', "import { region } from '@hexalign/data';\nregion();"],
  ['the contract runs the engine', 'packages/api/contract/a.ts', "import { solve } from '@hexalign/engine';\nsolve();"],
  ['the contract reaches into the server', 'packages/api/contract/a.ts', "import { app } from '../src/main.ts';\napp();"],
  ['the web reaches the server by name', 'packages/web/src/a.ts', "import { app } from '@hexalign/api';\napp();"],
  ['the web reaches the server by path', 'packages/web/src/a.ts', "import { app } from '../../api/src/main.ts';\napp();"],
  ['the web uses Node', 'packages/web/src/a.ts', "import { join } from 'node:path';\njoin();"],
  ['the web uses the shipped data', 'packages/web/src/a.ts', "import { region } from '@hexalign/data';\nregion();"],
  ['the data know the server', 'data/src/a.ts', "import { app } from '@hexalign/api';\napp();"],
  ['the bootstrap needs a package', 'scripts/cli.mjs', "import { build } from 'vite';\nbuild();"],
  ['running code uses a test', 'packages/engine/src/a.ts', "import './area.test.ts';"],
])('refused: %s', (_, path, text) => {
  expect(rules({ [path]: `${text}\n` })).toContain(`dependency ${path}`);
});

test('a package that is not declared where it is used', () => {
  expect(rules({ 'packages/api/src/a.ts': "import pg from 'pg';\npg();\n" })).toEqual(['undeclared packages/api/src/a.ts']);
});

test('a relative import without its extension', () => {
  expect(rules({ 'packages/api/src/a.ts': "import { main } from './main';\nmain();\n" })).toEqual(['extension packages/api/src/a.ts']);
});

test('a circle made of type imports alone', () => {
  const found = checkLayers(house({
    'packages/engine/src/a.ts': "import type { B } from './b.ts';\nexport type A = B | null;\n",
    'packages/engine/src/b.ts': "import type { A } from './a.ts';\nexport type B = { a: A };\n",
  }));
  expect(found).toEqual([{ rule: 'cycle', path: 'packages/engine/src/a.ts', detail: 'imports in a circle: packages/engine/src/a.ts, packages/engine/src/b.ts' }]);
});

test('a barrel inside a package', () => {
  expect(rules({ 'packages/engine/src/graph/index.ts': "export { area } from '../area.ts';\n" })).toEqual(['barrel packages/engine/src/graph/index.ts']);
});

test('400 lines pass, 401 do not', () => {
  const long = (n: number): string => '// x\n'.repeat(n);
  expect(rules({ 'packages/engine/src/a.ts': long(400) })).toEqual([]);
  expect(rules({ 'packages/engine/src/a.ts': long(401) })).toEqual(['length packages/engine/src/a.ts']);
  expect(rules({ 'packages/web/src/a.css': 'b{}\n'.repeat(401) })).toEqual(['length packages/web/src/a.css']);
});

test.each(['utils.ts', 'helpers.ts', 'common/a.ts', 'types.ts', 'stringUtils/../util.ts'])('a name that says nothing: %s', (name) => {
  expect(rules({ [`packages/engine/src/${name}`]: 'export const a = 1;\n' }).some((one) => one.startsWith('name '))).toBe(true);
});

test('a power of two is the same everywhere', () => {
  expect(rules({ 'packages/engine/src/a.ts': 'export const a = 2 ** 32 + Math.floor(Math.PI);\n' })).toEqual([]);
});

test.each(['Math.sin(1)', 'Math.hypot(1, 2)', 'Math.random()', '2 ** 0.5', "['a'].sort((a, b) => a.localeCompare(b))", '(({ pow }) => pow)(Math)', "Math['exp'](1)"])(
  'arithmetic that is not the same everywhere: %s',
  (expression) => {
    expect(rules({ 'packages/engine/src/a.ts': `export const a = ${expression};\n` })).toEqual(['determinism packages/engine/src/a.ts']);
    expect(rules({ 'packages/web/src/a.ts': `export const a = ${expression};\n` })).toEqual([]);
  },
);
