/** The map's own code; the largest part of the page, and the last that is needed. */
export const loadMapPane = () => import('./MapPane.tsx').then(({ MapPane: pane }) => ({ default: pane }));

const loadMapAhead = () => import('../../map/mapAhead.ts');

/**
 * Has the browser fetch what every map needs while the plan is read, and make one. What fails here is asked for again where it is
 * needed, and told there.
 *
 * @returns takes the map away that nobody came for
 */
export function mapAhead(): () => void {
  let wanted = true;
  const code = loadMapAhead();
  code.then(({ makeMapAhead }) => { if (wanted) makeMapAhead(); }, () => undefined);
  loadMapPane().catch(() => undefined);
  return () => {
    wanted = false;
    void code.then(({ dropMapAhead }) => dropMapAhead(), () => undefined);
  };
}
