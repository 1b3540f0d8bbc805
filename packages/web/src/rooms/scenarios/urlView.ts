import type { Camera } from '../../map/PlanMap.ts';
import type { LeftTab, PanelName, TableName } from './view.ts';

/** What the address says of the view: `?sel=T03&panel=people&left=layers&table=accounts&day=2027-01-31&at=-97.1,38.2,4.3`. */
export interface UrlView {
  readonly selected: string | null;
  readonly camera: Camera | null;
  /** In place of the inspector. */
  readonly panel: PanelName | null;
  readonly left: LeftTab;
  /** Open at the bottom. */
  readonly table: TableName | null;
  /** `YYYY-MM-DD`, when it is not today. */
  readonly day: string | null;
}

const PANELS: readonly PanelName[] = ['design', 'versions', 'force', 'people', 'exceptions', 'whatif', 'typing', 'places'];
const TABS: readonly LeftTab[] = ['territories', 'layers', 'issues'];
const TABLES: readonly TableName[] = ['cells', 'accounts'];

export function readUrlView(search: string): UrlView {
  const query = new URLSearchParams(search);
  const numbers = (query.get('at') ?? '').split(',').map(Number);
  const camera = numbers.length === 3 && numbers.every(Number.isFinite) && Math.abs(numbers[0]) <= 180 && Math.abs(numbers[1]) <= 86 ? { lng: numbers[0], lat: numbers[1], zoom: numbers[2] } : null;
  const oneOf = <T extends string>(key: string, known: readonly T[]): T | null => known.find((word) => word === query.get(key)) ?? null;
  const day = query.get('day') ?? '';
  return {
    selected: query.get('sel'), camera, panel: oneOf('panel', PANELS), left: oneOf('left', TABS) ?? 'territories', table: oneOf('table', TABLES),
    day: /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : null,
  };
}

/** The query string of a view; the camera to about a metre. */
export function writeUrlView({ selected, camera, panel = null, left = 'territories', table = null, day = null }: Pick<UrlView, 'selected' | 'camera'> & Partial<UrlView>): string {
  const query = new URLSearchParams();
  if (selected !== null) query.set('sel', selected);
  if (panel !== null) query.set('panel', panel);
  if (left !== 'territories') query.set('left', left);
  if (table !== null) query.set('table', table);
  if (day !== null) query.set('day', day);
  if (camera) query.set('at', `${camera.lng.toFixed(4)},${camera.lat.toFixed(4)},${camera.zoom.toFixed(2)}`);
  const text = query.toString().replaceAll('%2C', ',');
  return text === '' ? '' : `?${text}`;
}
