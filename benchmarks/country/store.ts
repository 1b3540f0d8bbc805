/** Instances on disk, so that a fresh process can begin with the parsed graph. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { packGraph, unpackGraph, type Measure } from '@hexalign/engine';
import type { Instance } from './instance.ts';

/** Writes graph and measures to `path.graph`, `path.f64` and `path.json`; accounts are left out. */
export function storeInstance({ name, graph, measures }: Instance, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.graph`, new Uint8Array(packGraph(graph)));
  writeFileSync(`${path}.f64`, Buffer.concat(measures.map(({ values }) => Buffer.from(values.buffer, values.byteOffset, values.byteLength))));
  writeFileSync(`${path}.json`, `${JSON.stringify({ name, measures: measures.map(({ key, unit }) => ({ key, unit })) })}\n`);
}

export function loadInstance(path: string): Instance {
  const { name, measures } = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as { name: string; measures: Omit<Measure, 'values'>[] };
  const graph = unpackGraph(bufferOf(`${path}.graph`));
  const values = new Float64Array(bufferOf(`${path}.f64`));
  const n = graph.ids.length;
  return { name, graph, measures: measures.map((one, m) => ({ ...one, values: values.slice(m * n, m * n + n) })) };
}

export function isStored(path: string): boolean {
  return ['graph', 'f64', 'json'].every((ending) => existsSync(`${path}.${ending}`));
}

function bufferOf(path: string): ArrayBuffer {
  const bytes = readFileSync(path);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}
