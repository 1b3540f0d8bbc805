import { endpoints } from '../../contract/endpoints.ts';
import type { Bind } from '../http/bind.ts';
import type { LayerShapes } from './service.ts';

export function layerRoutes(bind: Bind, layers: LayerShapes): void {
  bind(endpoints.readLayer, async ({ actor, query }) => {
    const { text, etag } = await layers.read(actor, query.layer);
    return { bytes: text, etag };
  });
}
