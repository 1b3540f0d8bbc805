import type { PlanMap } from '../../map/PlanMap.ts';

/**
 * Keeps the cameras of some maps at one place: where one is moved, the others follow at once.
 *
 * @returns ends it
 */
export function keepInStep(maps: readonly PlanMap[]): () => void {
  let following = false;
  const ends = maps.map((one) => {
    const follow = (): void => {
      if (following) return;
      following = true;
      const center = one.map.getCenter();
      const zoom = one.map.getZoom();
      for (const other of maps) if (other !== one) other.map.jumpTo({ center, zoom });
      following = false;
    };
    one.map.on('move', follow);
    return () => void one.map.off('move', follow);
  });
  return () => ends.forEach((end) => end());
}
