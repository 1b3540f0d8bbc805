import { FINEST_TILE } from '@hexalign/api/contract';
import type { FeatureCollection } from 'geojson';
import type { ExpressionFilterSpecification, LayerSpecification, StyleSpecification, SymbolLayerSpecification } from 'maplibre-gl';
import { mapColors } from '../theme/mapColors.ts';
import { roles, type Scheme } from '../theme/roles.ts';
import { borderInk } from '../theme/territoryPalette.ts';
import { PADLOCK } from './padlock.ts';
import { tileAddress } from './basemap.ts';
import { pinLayers } from './pinLayers.ts';

/** Weight is read from the first name, the glyphs come from the font the page has loaded: no font file is asked for. */
const labelFont = ['Inter Semibold', 'Inter Variable', 'sans-serif'];
const placeFont = ['Inter Medium', 'Inter Variable', 'sans-serif'];

/** The unit layer stands right before this one. */
export const FIRST_OVER_UNITS = 'county-lines';

/** Accounts stand right before this one. */
export const FIRST_OVER_ACCOUNTS = 'heaps';

/** What of the ground can be switched. */
export const GROUND_LINES = ['county-lines', 'state-lines', 'cities'] as const;
export type GroundLine = (typeof GROUND_LINES)[number];

const nothing: FeatureCollection = { type: 'FeatureCollection', features: [] };
const empty = { type: 'geojson', data: nothing } as const;
/** One layer of the ground's tiles. Seas lie over the fills of territories, so that coasts stay crisp. */
const ground = (layer: string) => ({ source: 'ground', 'source-layer': layer }) as const;

/** Places of a kind, each from its zoom on, but for some names. */
export function placeFilter(kind: string, except: readonly string[] = []): ExpressionFilterSpecification {
  return ['all', ['==', ['get', 'kind'], kind], ['>=', ['zoom'], ['get', 'minZoom']], ['!', ['in', ['get', 'name'], ['literal', [...except]]]]];
}

/** Names of the ground, quiet, each from the zoom at which it has room; territories' names win the place. */
function placeLayer(id: string, kind: string, layout: SymbolLayerSpecification['layout'], color: string, maxzoom: number, minzoom = 0): LayerSpecification {
  return {
    id, type: 'symbol', ...ground('places'), minzoom, maxzoom,
    filter: placeFilter(kind),
    layout: { 'text-font': placeFont, 'text-max-width': 12, 'symbol-sort-key': ['get', 'rank'], ...layout },
    paint: { 'text-color': color },
  };
}

/** Everything but the units, bottom to top (visual reference, section 9). Land lies behind everything, fills lie under the water, so coasts stay crisp. */
export function mapStyle(scheme: Scheme): StyleSpecification {
  const c = (name: keyof typeof mapColors): string => mapColors[name][scheme];
  const layers: LayerSpecification[] = [
    { id: 'land', type: 'background', paint: { 'background-color': c('foreignLand') } },
    { id: 'country-lines', type: 'line', ...ground('country-lines'), paint: { 'line-color': c('foreignCoast'), 'line-width': 0.8 } },
    { id: 'county-lines', type: 'line', ...ground('county-lines'), minzoom: 7, paint: { 'line-color': c('countyLine'), 'line-width': 0.5 } },
    { id: 'state-lines', type: 'line', ...ground('state-lines'), paint: { 'line-color': c('stateLine'), 'line-width': scheme === 'light' ? 0.8 : 1, 'line-dasharray': scheme === 'light' ? [3, 2.5] : [4, 3] } },
    { id: 'borders', type: 'line', source: 'territories', layout: { 'line-join': 'round', 'line-cap': 'round' }, paint: { 'line-color': borderInk[scheme], 'line-width': ['interpolate', ['linear'], ['zoom'], 3, scheme === 'light' ? 1.25 : 1.6, 7, 2] } },
    { id: 'water', type: 'fill', ...ground('water'), paint: { 'fill-color': c('water'), 'fill-antialias': false } },
    { id: 'lakes', type: 'fill', ...ground('lakes'), paint: { 'fill-color': c('water'), 'fill-outline-color': c('ownCoast') } },
    { id: 'coast', type: 'line', ...ground('coast'), paint: { 'line-color': c('ownCoast'), 'line-width': 1, 'line-opacity': 0.8 } },
    { id: 'moved-casing', type: 'line', source: 'moved', layout: { 'line-join': 'round' }, paint: { 'line-color': c('selectCasing'), 'line-width': 4.5, 'line-opacity': 0.8 } },
    { id: 'moved', type: 'line', source: 'moved', layout: { 'line-join': 'round' }, paint: { 'line-color': c('selectLine'), 'line-width': 2.4 } },
    { id: 'hover', type: 'line', source: 'territories', filter: ['==', ['get', 'slot'], -1], layout: { 'line-join': 'round' }, paint: { 'line-color': borderInk[scheme], 'line-width': 3 } },
    { id: 'selected-casing', type: 'line', source: 'territories', filter: ['==', ['get', 'slot'], -1], layout: { 'line-join': 'round' }, paint: { 'line-color': c('selectCasing'), 'line-width': 6 } },
    { id: 'selected', type: 'line', source: 'territories', filter: ['==', ['get', 'slot'], -1], layout: { 'line-join': 'round' }, paint: { 'line-color': c('selectLine'), 'line-width': 2.6 } },
    {
      id: 'heaps', type: 'symbol', source: 'heaps',
      layout: { 'text-field': ['get', 'text'], 'text-font': labelFont, 'text-size': ['get', 'size'], 'text-allow-overlap': true, 'text-ignore-placement': true },
      paint: { 'text-color': c('label') },
    },
    { id: 'shared', type: 'fill', source: 'shared', paint: { 'fill-color': roles.danger[scheme], 'fill-opacity': 0.28 } },
    { id: 'shared-casing', type: 'line', source: 'shared', layout: { 'line-join': 'round' }, paint: { 'line-color': c('selectCasing'), 'line-width': 5 } },
    { id: 'shared-line', type: 'line', source: 'shared', layout: { 'line-join': 'round' }, paint: { 'line-color': roles.danger[scheme], 'line-width': 2.2 } },
    { id: 'loose-casing', type: 'line', source: 'loose', layout: { 'line-join': 'round' }, paint: { 'line-color': c('selectCasing'), 'line-width': 5 } },
    { id: 'loose', type: 'line', source: 'loose', layout: { 'line-join': 'round' }, paint: { 'line-color': roles.danger[scheme], 'line-width': 2.2, 'line-dasharray': [2, 1.4] } },
    placeLayer('countries', 'country', { visibility: 'none', 'text-field': ['upcase', ['get', 'name']], 'text-size': 11, 'text-letter-spacing': 0.25 }, c('placeLabel'), 6),
    placeLayer('cities', 'city', { 'text-field': ['get', 'name'], 'text-size': 10.5 }, c('placeLabel'), 15, 5.5),
    ...pinLayers(scheme, placeFont),
    {
      id: 'labels', type: 'symbol', source: 'labels',
      layout: {
        'text-field': ['case', ['==', ['get', 'figure'], ''], ['get', 'name'], ['format', ['get', 'name'], {}, '\n', {}, ['get', 'figure'], { 'text-color': ['match', ['get', 'state'], 'over', c('labelOver'), 'under', c('labelUnder'), c('label')], 'font-scale': 0.94 }]],
        'text-font': labelFont,
        'text-size': ['interpolate', ['linear'], ['zoom'], 3, 10, 6, 12],
        'text-max-width': 7,
        'text-line-height': 1.15,
        'text-padding': 1,
        'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'],
        'text-radial-offset': 0.2,
        'symbol-sort-key': ['get', 'order'],
      },
      paint: { 'text-color': c('label'), 'text-halo-color': c('labelHalo'), 'text-halo-width': scheme === 'light' ? 1.6 : 1.8, 'text-halo-blur': 0.3 },
    },
    {
      id: 'padlocks', type: 'symbol', source: 'labels', filter: ['get', 'locked'],
      layout: { 'icon-image': PADLOCK, 'icon-anchor': 'top', 'icon-offset': [0, 14], 'icon-allow-overlap': true },
    },
  ];
  return {
    version: 8,
    sources: {
      ground: { type: 'vector', tiles: [tileAddress()], maxzoom: FINEST_TILE },
      territories: { ...empty, tolerance: 0.2, buffer: 16 },
      moved: empty,
      pins: empty,
      heaps: empty,
      loose: empty,
      shared: empty,
      labels: empty,
    },
    layers,
  };
}
