import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { Page } from 'playwright-core';
import type { PageFigures } from './figures.ts';
import { Meter } from './meter.ts';
import { reached, watchOpening } from './opening.ts';
import type { Peer, PageSize } from './sizes.ts';
import { measureStrokes } from './strokes.ts';

const HOME = join(import.meta.dirname, '../peers');
const PNPM = 'pnpm@12.21.0';
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.bin': 'application/octet-stream' };
const NAMES: Readonly<Record<Peer, string>> = { geojson: 'MapLibre, GeoJSON source', deck: 'deck.gl, H3HexagonLayer' };

/** The cells both sides draw, and the territory of each. */
export interface Ground {
  readonly cells: readonly string[];
  readonly slots: Uint16Array;
}

/** Installs the peers from their own lockfile where they are not yet, and builds their pages. */
export function buildPeers(): void {
  if (!existsSync(join(HOME, 'node_modules'))) execFileSync('npx', ['-y', PNPM, 'install', '--ignore-workspace', '--frozen-lockfile'], { cwd: HOME, stdio: ['ignore', 2, 2] });
  execFileSync(process.execPath, [join(HOME, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'], { cwd: HOME, stdio: ['ignore', 2, 2] });
}

/** Serves the built pages of the peers with `ground` on loopback. */
export async function servePeers(ground: Ground): Promise<{ readonly address: string; readonly server: Server }> {
  const packed = packGround(ground);
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const body = path === '/ground.bin' ? Promise.resolve(packed) : readFile(join(HOME, 'dist', path.replaceAll('..', '')));
    body.then(
      (bytes) => response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

/** Opens the page of a peer and recolours 1,000 neighbouring cells at a time. */
export async function measurePeer(page: Page, address: string, peer: Peer, size: PageSize, ground: Ground): Promise<PageFigures> {
  const meter = await Meter.of(page);
  await watchOpening(page, { ready: ['body[data-ready=yes]'] });
  await page.goto(`${address}/${peer}.html`, { waitUntil: 'commit' });
  const openSeconds = await reached(page, 'ready');
  await meter.still();
  const heap = await meter.heap();
  const strokes = await measureStrokes(page, meter, (i) => page.evaluate(recolour, { first: (i * 1000) % (ground.cells.length - 1000), slot: i % 300 }));
  return { page: NAMES[peer], size: size.name, cells: ground.cells.length, territories: new Set(ground.slots).size, openSeconds, ...strokes, recoloured: 1000, heap };
}

/** Runs in the page. Cells that stand beside each other in the list are neighbours on the ground. */
function recolour({ first, slot }: { first: number; slot: number }): void {
  const own = globalThis as unknown as { recolour(units: number[], slot: number): void; frameWatch: { asked: number; frame: number } };
  own.frameWatch.asked = own.frameWatch.frame;
  own.recolour(Array.from({ length: 1000 }, (_, i) => first + i), slot);
}

function packGround({ cells, slots }: Ground): Uint8Array {
  const packed = new Uint8Array(8 + 8 * cells.length + 2 * cells.length);
  const view = new DataView(packed.buffer);
  view.setUint32(0, cells.length, true);
  cells.forEach((cell, i) => view.setBigUint64(8 + 8 * i, BigInt(`0x${cell}`), true));
  slots.forEach((slot, i) => view.setUint16(8 + 8 * cells.length + 2 * i, slot, true));
  return packed;
}
