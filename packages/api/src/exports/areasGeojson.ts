import type { FeatureCollection } from 'geojson';

/** `areas.geojson`: the areas that are a plan's units, as they were imported, one a line. */
export function* areasGeojson({ features }: FeatureCollection): Generator<string, void> {
  yield '{"type":"FeatureCollection","features":[\n';
  for (const [i, feature] of features.entries()) yield `${JSON.stringify(feature)}${i + 1 < features.length ? ',' : ''}\n`;
  yield ']}\n';
}
