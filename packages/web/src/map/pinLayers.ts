import type { FilterSpecification, LayerSpecification } from 'maplibre-gl';
import { mapColors } from '../theme/mapColors.ts';
import type { Scheme } from '../theme/roles.ts';

/** Discs for homes, rings for people without a position, diamonds for exceptions, squares for what is held. */
export function pinLayers(scheme: Scheme, font: string[]): LayerSpecification[] {
  const ink = mapColors.selectLine[scheme];
  const casing = mapColors.selectCasing[scheme];
  const round: FilterSpecification = ['in', ['get', 'kind'], ['literal', ['home', 'free']]];
  const angular: FilterSpecification = ['in', ['get', 'kind'], ['literal', ['exception', 'held']]];
  return [
    { id: 'pins-casing', type: 'circle', source: 'pins', filter: round, paint: { 'circle-radius': 7, 'circle-color': casing } },
    { id: 'pins', type: 'circle', source: 'pins', filter: round, paint: { 'circle-radius': 4, 'circle-color': ['match', ['get', 'kind'], 'free', casing, ink], 'circle-stroke-color': ink, 'circle-stroke-width': 1.6 } },
    { id: 'pin-marks', type: 'symbol', source: 'pins', filter: angular, layout: { 'text-field': ['match', ['get', 'kind'], 'exception', '◆', '■'], 'text-font': font, 'text-size': 13, 'text-allow-overlap': true, 'text-ignore-placement': true }, paint: { 'text-color': ink, 'text-halo-color': casing, 'text-halo-width': 2 } },
    { id: 'pin-names', type: 'symbol', source: 'pins', layout: { 'text-field': ['get', 'label'], 'text-font': font, 'text-size': 10.5, 'text-anchor': 'left', 'text-offset': [0.9, 0], 'text-max-width': 12 }, paint: { 'text-color': ink, 'text-halo-color': mapColors.labelHalo[scheme], 'text-halo-width': 1.6, 'text-halo-blur': 0.3 } },
  ];
}
