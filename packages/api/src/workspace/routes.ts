import { readFile } from 'node:fs/promises';
import { attribution, demoFiles, sources } from '@hexalign/data';
import { endpoints } from '../../contract/endpoints.ts';
import type { Bind } from '../http/bind.ts';
import type { PlaceData } from '../units/placeData.ts';
import { basemapLayer } from './basemapLayer.ts';
import { groundTile } from './groundTile.ts';
import type { Workspaces } from './service.ts';

export function workspaceRoutes(bind: Bind, workspaces: Workspaces, places: PlaceData): void {
  bind(endpoints.readWorkspace, ({ actor }) => workspaces.read(actor));
  bind(endpoints.patchWorkspace, ({ actor, body }) => workspaces.patch(actor, body));
  bind(endpoints.readSources, async () => ({
    attribution: attribution(),
    sources: sources().map(({ name, licence, url, usedFor }) => ({ name, licence, url, use: usedFor })),
  }));
  bind(endpoints.listRegions, async () => ({ regions: places.regions().map(({ code, name }) => ({ code, name })) }));
  bind(endpoints.readSample, async ({ params }) => ({ bytes: await readFile(demoFiles()[params.name]), filename: `synthetic-${params.name}.csv` }));
  bind(endpoints.readBasemap, ({ params }) => basemapLayer(params.layer));
  // The ground changes with a new version at most, and a map that has lost its server keeps what it has shown.
  bind(endpoints.readTile, async ({ params }) => ({ bytes: await groundTile(params.z, params.x, params.y), headers: { 'cache-control': 'private, max-age=86400' } }));
}
