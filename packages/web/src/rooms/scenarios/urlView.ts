import type { Camera } from '../../map/PlanMap.ts';

/** What the address says of the view: `?sel=T03&at=-97.1,38.2,4.3`. */
export interface UrlView {
  readonly selected: string | null;
  readonly camera: Camera | null;
}

export function readUrlView(search: string): UrlView {
  const query = new URLSearchParams(search);
  const numbers = (query.get('at') ?? '').split(',').map(Number);
  const camera = numbers.length === 3 && numbers.every(Number.isFinite) && Math.abs(numbers[0]) <= 180 && Math.abs(numbers[1]) <= 86 ? { lng: numbers[0], lat: numbers[1], zoom: numbers[2] } : null;
  return { selected: query.get('sel'), camera };
}

/** The query string of a view; the camera to about a metre. */
export function writeUrlView({ selected, camera }: UrlView): string {
  const query = new URLSearchParams();
  if (selected !== null) query.set('sel', selected);
  if (camera) query.set('at', `${camera.lng.toFixed(4)},${camera.lat.toFixed(4)},${camera.zoom.toFixed(2)}`);
  const text = query.toString().replaceAll('%2C', ',');
  return text === '' ? '' : `?${text}`;
}
