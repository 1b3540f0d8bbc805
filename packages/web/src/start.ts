import { engineWorker } from './engine/engineWorker.ts';
import { expectPicture } from './server/firstPicture.ts';
import { askForPlan } from './server/planAhead.ts';

/**
 * The first code of the page, and little of it: whoever comes back to a plan has its data, the engine and a map under way while the
 * page itself is still read. Nothing here needs to succeed: the page asks again for what is missing, and tells what fails.
 */
const [, plan, scenario] = /^\/plans\/([^/]+)\/scenarios\/([^/]+)/.exec(window.location.pathname) ?? [];
if (plan && scenario) {
  expectPicture();
  const visible = askForPlan(plan, scenario);
  engineWorker();
  import('./rooms/scenarios/ScenarioPage.tsx').catch(() => undefined);
  import('./map/mapAhead.ts').then(async ({ makeMapAhead }) => { if (await visible) makeMapAhead(); }, () => undefined);
}
void import('./main.tsx');
