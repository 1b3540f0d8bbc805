import type { Scheme } from '../theme/roles.ts';
import { PlanMap, type PlanMapView } from './PlanMap.ts';

/** The lower 48 states; the view is another one when the plan is there. */
const SOMEWHERE = [-125, 24, -66, 50] as const;

let ahead: PlanMap | null = null;

/** Makes a map apart from the page, so that the graphics card has its programs when the plan is there. */
export function makeMapAhead(): void {
  if (ahead) return;
  const container = document.createElement('div');
  // About as large as it will be, so that it reads the tiles that it will show.
  container.style.cssText = 'position:fixed;top:0;left:0;width:60vw;height:75vh;visibility:hidden';
  document.body.append(container);
  const idle = (): void => undefined;
  try {
    ahead = new PlanMap(container, { scheme: schemeOfPage(), unseen: true, camera: null, bounds: SOMEWHERE, events: { camera: idle, ready: idle, lost: dropMapAhead, restored: idle } });
  } catch {
    container.remove();
    // Whoever needs it tries again, and says that it cannot be had.
  }
}

/** The map that was made ahead, now in `box`; a new one when there is none. */
export function mapIn(box: HTMLElement, scheme: Scheme, view: PlanMapView): PlanMap {
  const map = ahead;
  ahead = null;
  if (!map) return new PlanMap(box, { ...view, scheme });
  map.setScheme(scheme);
  map.moveInto(box, view);
  return map;
}

/** Takes it away when nobody came for it. */
export function dropMapAhead(): void {
  const container = ahead?.map.getContainer();
  ahead?.remove();
  container?.remove();
  ahead = null;
}

function schemeOfPage(): Scheme {
  return document.documentElement.dataset.mantineColorScheme === 'dark' ? 'dark' : 'light';
}
