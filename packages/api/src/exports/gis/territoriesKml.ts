import type { MultiPolygon, Point, Position } from 'geojson';
import { numberText } from '../csvLine.ts';
import { territoryColours } from '../draw/territoryColours.ts';
import type { Exported } from '../exported.ts';
import { stampFields, stampLine } from '../stamp.ts';
import { territoryFigures } from '../territoryFigures.ts';
import { territoryGeometry } from '../territoriesGeojson.ts';
import { xmlText } from '../xmlText.ts';

/** `territories.kml` (KML 2.2): a placemark per territory in a colour that none of its neighbours has, its figures as extended data. */
export function* territoriesKml({ plan, shapes, stamp }: Pick<Exported, 'plan' | 'shapes' | 'stamp'>): Generator<string, void> {
  const figures = territoryFigures(plan);
  const colours = territoryColours(plan.graph, plan.slots, plan.territories.length);
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n<name>${xmlText(stamp.plan)}</name>\n<description>${xmlText(stampLine(stamp))}</description>\n`;
  yield `<ExtendedData>${Object.entries(stampFields(stamp)).map(([name, value]) => data(name, value)).join('')}</ExtendedData>\n`;
  for (const [slot, { name }] of plan.territories.entries()) {
    const geometry = territoryGeometry(plan, shapes, slot);
    yield `<Placemark>\n<name>${xmlText(name)}</name>\n<Style><LineStyle><color>ff3a3a3a</color><width>1.5</width></LineStyle><PolyStyle><color>99${swapped(colours[slot])}</color></PolyStyle></Style>\n`;
    yield `<ExtendedData>${figures.map((column) => data(column.name, asText(column.values[slot]))).join('')}</ExtendedData>\n`;
    yield* shape(geometry);
    yield '</Placemark>\n';
  }
  yield '</Document>\n</kml>\n';
}

function* shape(geometry: MultiPolygon | Point): Generator<string, void> {
  if (geometry.type === 'Point') {
    yield `<Point><coordinates>${place(geometry.coordinates)}</coordinates></Point>\n`;
    return;
  }
  if (geometry.coordinates.length === 0) return;
  yield '<MultiGeometry>\n';
  for (const [outer, ...holes] of geometry.coordinates) {
    yield `<Polygon><tessellate>1</tessellate><outerBoundaryIs>${ring(outer)}</outerBoundaryIs>${holes.map((hole) => `<innerBoundaryIs>${ring(hole)}</innerBoundaryIs>`).join('')}</Polygon>\n`;
  }
  yield '</MultiGeometry>\n';
}

function ring(positions: readonly Position[]): string {
  return `<LinearRing><coordinates>${positions.map(place).join(' ')}</coordinates></LinearRing>`;
}

function place([lng, lat]: Position): string {
  return `${numberText(lng)},${numberText(lat)}`;
}

function data(name: string, value: string): string {
  return `<Data name="${xmlText(name)}"><value>${xmlText(value)}</value></Data>`;
}

function asText(value: string | number): string {
  return typeof value === 'number' ? numberText(value) : value;
}

/** KML has blue first: `#rrggbb` as `bbggrr`. */
function swapped(colour: string): string {
  return `${colour.slice(5, 7)}${colour.slice(3, 5)}${colour.slice(1, 3)}`;
}
