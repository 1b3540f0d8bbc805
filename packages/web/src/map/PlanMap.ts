import { Map as MapLibreMap, prewarm, setWorkerUrl, type GeoJSONSource } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { Feature, FeatureCollection } from 'geojson';
import type { Scheme } from '../theme/roles.ts';
import { mapColors } from '../theme/mapColors.ts';
import { borderInk } from '../theme/territoryPalette.ts';
import { radiusOf, AccountLayer } from './accountLayer.ts';
import type { AccountPoints } from './accountClusters.ts';
import type { CellIndex } from './cellIndex.ts';
import type { CellMesh } from './cellMesh.ts';
import { importedStyle, type ImportedLines } from './importedLines.ts';
import { fromMercator } from './mercator.ts';
import { padlock, PADLOCK } from './padlock.ts';
import { FIRST_OVER_ACCOUNTS, FIRST_OVER_UNITS, GROUND_LINES, type GroundLine, mapStyle, placeFilter } from './mapStyle.ts';
import type { Pins } from './pins.ts';
import type { TerritoryShapes } from './territoryShapes.ts';
import { UnitLayer } from './unitLayer.ts';

setWorkerUrl(workerUrl);
// Its workers start while the plan is read.
prewarm();

/** Where the camera stands. */
export interface Camera {
  readonly lng: number;
  readonly lat: number;
  readonly zoom: number;
}

/** One label: words, and whether they warn. */
export interface LabelText {
  readonly name: string;
  readonly figure: string;
  readonly state: 'inside' | 'over' | 'under';
  readonly locked: boolean;
}

/** How lines of the ground are shown: opacity 0 to 1, 0 = not at all. */
export type LinesShown = Readonly<Record<GroundLine, number>>;

export interface PlanMapEvents {
  camera(camera: Camera): void;
  /** The units are on the screen. */
  painted?(): void;
  /** So is everything else: ground, borders, names. */
  ready(): void;
  lost(): void;
  restored(): void;
}

/** Where a map begins, and who hears of it. */
export interface PlanMapView {
  readonly camera: Camera | null;
  /** What it shows without a camera: west, south, east, north. */
  readonly bounds: readonly [number, number, number, number];
  readonly events: PlanMapEvents;
}

const PADDING = 48;
/** Pixels of the card to one of the page. */
const UNSEEN = 0.1;
const none: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** The map of one plan: ground, units, borders and labels. Knows how to draw; what to draw is told to it. */
export class PlanMap {
  readonly map: MapLibreMap;
  readonly units = new UnitLayer();
  readonly accounts = new AccountLayer();
  /** Finds units by place; known once the pane has them. */
  cells: CellIndex | null = null;
  private scheme: Scheme;
  private unnamed: readonly string[] | null = null;
  private shapes: TerritoryShapes | null = null;
  private labels: ReadonlyMap<number, LabelText> = new Map();
  private moved: FeatureCollection = none;
  private pins: FeatureCollection = none;
  private heaps: FeatureCollection = none;
  private lines: LinesShown | null = null;
  private outlined = false;
  private imported: readonly ImportedLines[] = [];
  private loose: FeatureCollection = none;
  private shared: FeatureCollection = none;
  private selected = -1;
  private hovered = -1;
  private loaded = false;
  private told = false;
  private unseen: boolean;
  private events: PlanMapEvents;

  constructor(container: HTMLElement, { scheme, camera, bounds, events, unseen = false }: PlanMapView & { scheme: Scheme; unseen?: boolean }) {
    this.scheme = scheme;
    this.events = events;
    this.unseen = unseen;
    this.units.onDrawn = () => this.events.painted?.();
    this.map = new MapLibreMap({
      container,
      style: mapStyle(scheme),
      ...(camera ? { center: [camera.lng, camera.lat] as [number, number], zoom: camera.zoom } : { bounds: [[bounds[0], bounds[1]], [bounds[2], bounds[3]]], fitBoundsOptions: { padding: PADDING } }),
      // What nobody sees costs the graphics card nothing.
      ...(unseen ? { pixelRatio: UNSEEN } : {}),
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      boxZoom: false,
      doubleClickZoom: false,
      maxZoom: 14,
      minZoom: 1,
      renderWorldCopies: false,
      // Names do not fade. With 0 every frame would place all of them anew.
      fadeDuration: 1,
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.on('style.load', () => this.dress());
    const tellCamera = (): void => {
      const { lng, lat } = this.map.getCenter();
      this.events.camera({ lng, lat, zoom: this.map.getZoom() });
    };
    this.map.on('load', tellCamera);
    this.map.on('idle', () => {
      if (this.told || this.unseen) return;
      this.told = true;
      this.events.ready();
    });
    this.map.on('moveend', tellCamera);
    this.map.on('webglcontextlost', () => this.events.lost());
    this.map.on('webglcontextrestored', () => this.events.restored());
  }

  /** Takes a map that was made ahead into the page. */
  moveInto(box: HTMLElement, { camera, bounds, events }: PlanMapView): void {
    this.events = events;
    this.unseen = false;
    const container = this.map.getContainer();
    container.style.cssText = 'position:absolute;inset:0';
    box.append(container);
    // As many pixels as the screen has, on whatever screen the window comes to be.
    this.map.setPixelRatio(undefined as unknown as number);
    if (camera) this.map.jumpTo({ center: [camera.lng, camera.lat], zoom: camera.zoom });
    else this.map.fitBounds([[bounds[0], bounds[1]], [bounds[2], bounds[3]]], { padding: PADDING, animate: false });
  }

  setMesh(mesh: CellMesh, n: number): void {
    this.units.setMesh(mesh, n);
  }

  /** Names countries, all but some. Until it is known which, none is named. */
  nameCountries(except: readonly string[]): void {
    this.unnamed = except;
    this.fillCountries();
  }

  setScheme(scheme: Scheme): void {
    if (scheme === this.scheme) return;
    this.scheme = scheme;
    this.loaded = false;
    this.map.setStyle(mapStyle(scheme), { diff: false });
  }

  setShapes(shapes: TerritoryShapes): void {
    this.shapes = shapes;
    this.fill('territories', shapes.areas);
    this.fillLabels();
  }

  setLabels(labels: ReadonlyMap<number, LabelText>): void {
    this.labels = labels;
    this.fillLabels();
  }

  /** Outlines round ground that changes hands. */
  setMoved(patches: FeatureCollection | null): void {
    this.moved = patches ?? none;
    this.fill('moved', this.moved);
  }

  /** Points over the territories: homes of people, exceptions, held accounts. */
  setPins(pins: Pins): void {
    this.pins = pins;
    this.fill('pins', pins);
  }

  /** The accounts in the picture, heaps with their number; null takes them away. */
  setPoints(points: AccountPoints | null): void {
    this.accounts.setPoints(points);
    const features: Feature[] = [];
    points?.counts.forEach((count, i) => {
      if (count < 2) return;
      const text = count < 10_000 ? String(count) : `${Math.round(count / 1000)}k`;
      features.push({ type: 'Feature', properties: { text, size: Math.min(12, radiusOf(points, i) * (text.length > 3 ? 0.72 : 0.95)) }, geometry: { type: 'Point', coordinates: fromMercator(points.x[i], points.y[i]) } });
    });
    this.heaps = { type: 'FeatureCollection', features };
    this.fill('heaps', this.heaps);
  }

  /** Lines of the ground, each with its opacity. */
  setLines(lines: LinesShown): void {
    this.lines = lines;
    if (!this.loaded) return;
    for (const line of GROUND_LINES) {
      this.map.setLayoutProperty(line, 'visibility', lines[line] > 0 ? 'visible' : 'none');
      this.map.setPaintProperty(line, line === 'cities' ? 'text-opacity' : 'line-opacity', lines[line]);
    }
  }

  /** Territories are outlines over a ramp, whose paper may be as dark as their usual border. */
  setOutlined(outlined: boolean): void {
    this.outlined = outlined;
    if (this.loaded) this.map.setPaintProperty('borders', 'line-color', outlined ? mapColors.outline[this.scheme] : borderInk[this.scheme]);
  }

  /** Imported boundaries, drawn as lines under the territories' own. */
  setImported(layers: readonly ImportedLines[]): void {
    this.imported = layers;
    if (this.loaded) this.layImported();
  }

  /** Dashed outlines round islands and holes. */
  setLoose(pieces: FeatureCollection): void {
    this.loose = pieces;
    this.fill('loose', pieces);
  }

  /** Ground that two areas of a layer share, filled and outlined; null takes it away. */
  setShared(ground: FeatureCollection | null): void {
    this.shared = ground ?? none;
    this.fill('shared', this.shared);
  }

  select(slot: number): void {
    this.selected = slot;
    this.filter(['selected', 'selected-casing'], slot);
  }

  hover(slot: number): void {
    if (slot === this.hovered) return;
    this.hovered = slot;
    this.filter(['hover'], slot);
  }

  /** Goes to a place: at once for who wants no motion, else in a short flight. */
  goTo([lng, lat]: readonly [number, number], zoom: number): void {
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.map.easeTo({ center: [lng, lat], zoom, duration: still ? 0 : 600 });
  }

  fit(bounds: readonly [number, number, number, number]): void {
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.map.fitBounds([[bounds[0], bounds[1]], [bounds[2], bounds[3]]], { padding: PADDING, duration: still ? 0 : 600, maxZoom: 11 });
  }

  /** The last two edges of the picture in degrees: west, south, east, north of a territory. */
  boundsOf(slot: number): [number, number, number, number] | null {
    const area = this.shapes?.areas.features.find(({ properties }) => properties.slot === slot);
    if (!area) return null;
    const box: [number, number, number, number] = [180, 90, -180, -90];
    for (const [ring] of area.geometry.coordinates) {
      for (const [lng, lat] of ring) {
        box[0] = Math.min(box[0], lng);
        box[1] = Math.min(box[1], lat);
        box[2] = Math.max(box[2], lng);
        box[3] = Math.max(box[3], lat);
      }
    }
    return box;
  }

  /** Shows some territories together. */
  fitAll(slots: readonly number[]): void {
    const boxes = slots.flatMap((slot) => [this.boundsOf(slot) ?? []].filter((box) => box.length === 4));
    if (boxes.length > 0) this.fit([Math.min(...boxes.map(([west]) => west)), Math.min(...boxes.map(([, south]) => south)), Math.max(...boxes.map(([, , east]) => east)), Math.max(...boxes.map(([, , , north]) => north))]);
  }

  /** What the picture shows, in degrees: west, south, east, north. */
  visible(): [number, number, number, number] {
    const bounds = this.map.getBounds();
    return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  }

  remove(): void {
    this.map.remove();
  }

  /** After every change of style: the unit layer and all data again, since a style begins empty. */
  private dress(): void {
    this.loaded = true;
    this.fillCountries();
    if (!this.map.getLayer(this.units.id)) this.map.addLayer(this.units, FIRST_OVER_UNITS);
    if (this.shapes) this.fill('territories', this.shapes.areas);
    if (!this.map.getLayer(this.accounts.id)) this.map.addLayer(this.accounts, FIRST_OVER_ACCOUNTS);
    this.accounts.setScheme(this.scheme);
    if (!this.map.hasImage(PADLOCK)) this.map.addImage(PADLOCK, padlock(this.scheme), { pixelRatio: 2 });
    if (this.lines) this.setLines(this.lines);
    if (this.outlined) this.setOutlined(true);
    this.layImported();
    this.fill('heaps', this.heaps);
    this.fill('moved', this.moved);
    this.fill('pins', this.pins);
    this.fill('loose', this.loose);
    this.fill('shared', this.shared);
    this.fillLabels();
    this.filter(['selected', 'selected-casing'], this.selected);
    this.filter(['hover'], this.hovered);
  }

  private fillCountries(): void {
    if (!this.loaded || this.unnamed === null) return;
    this.map.setFilter('countries', placeFilter('country', this.unnamed));
    this.map.setLayoutProperty('countries', 'visibility', 'visible');
  }

  private layImported(): void {
    const { map } = this;
    const wanted = new Map(this.imported.map((layer) => [`imported ${layer.name}`, layer]));
    for (const { id } of map.getStyle().layers) {
      if (!id.startsWith('imported ') || wanted.has(id)) continue;
      map.removeLayer(id);
      map.removeSource(id);
    }
    for (const [id, layer] of wanted) {
      if (!map.getSource(id)) map.addSource(id, { type: 'geojson', data: layer.lines, tolerance: 0.4, buffer: 16 });
      if (!map.getLayer(id)) map.addLayer(importedStyle(id, this.scheme), 'state-lines');
      map.setPaintProperty(id, 'line-opacity', layer.opacity);
    }
  }

  private fill(source: string, data: FeatureCollection): void {
    if (this.loaded) this.map.getSource<GeoJSONSource>(source)?.setData(data);
  }

  private filter(layers: readonly string[], slot: number): void {
    if (!this.loaded) return;
    for (const layer of layers) if (this.map.getLayer(layer)) this.map.setFilter(layer, ['==', ['get', 'slot'], slot]);
  }

  private fillLabels(): void {
    if (!this.shapes) return;
    const features = this.shapes.labels.features.flatMap((label): Feature[] => {
      const text = this.labels.get(label.properties.slot);
      return text ? [{ ...label, properties: { ...text, slot: label.properties.slot, order: label.properties.order + (text.state === 'inside' ? 1000 : 0) } }] : [];
    });
    this.fill('labels', { type: 'FeatureCollection', features });
  }
}
