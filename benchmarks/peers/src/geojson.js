import 'maplibre-gl/dist/maplibre-gl.css';
import { Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { cellToBoundary } from 'h3-js';
import { camera, colourOf, readGround } from './ground.js';

setWorkerUrl(workerUrl);

/** The usual way: a GeoJSON source with a polygon per cell, coloured by feature state. */
const { cells, slots } = await readGround();
const features = cells.map((cell, id) => ({ type: 'Feature', id, properties: { slot: slots[id] }, geometry: { type: 'Polygon', coordinates: [cellToBoundary(cell, true)] } }));
const palette = ['match', ['coalesce', ['feature-state', 'slot'], ['get', 'slot']], ...Array.from({ length: 300 }, (_, i) => [i, `rgb(${colourOf(i).join(',')})`]).flat(), '#ccc'];
const map = new MapLibreMap({
  container: 'map',
  center: [camera.longitude, camera.latitude],
  zoom: camera.zoom,
  style: {
    version: 8,
    sources: { cells: { type: 'geojson', data: { type: 'FeatureCollection', features } } },
    layers: [{ id: 'cells', type: 'fill', source: 'cells', paint: { 'fill-color': palette, 'fill-antialias': false } }],
  },
});
await new Promise((done) => map.once('idle', done));

globalThis.recolour = (units, slot) => {
  for (const id of units) map.setFeatureState({ source: 'cells', id }, { slot });
};
document.body.dataset.ready = 'yes';
