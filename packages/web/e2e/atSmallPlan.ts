import { colorado, type SmallPlan } from './colorado.ts';
import { startServer, type TestServer } from './server.ts';
import { mapReady, Visitor, type Visit } from './visitor.ts';

/** Somebody at work on the small plan of Colorado, on a server that is theirs alone. */
export interface AtSmallPlan {
  readonly server: TestServer;
  readonly visitor: Visitor;
  readonly plan: SmallPlan;
  readonly visit: Visit;
  /** Closes the browser and the server. */
  leave(): Promise<void>;
}

/**
 * Opens the workspace of the small plan in a wide window.
 *
 * @param prepare is done to the plan before it is opened
 */
export async function atSmallPlan(prepare: (server: TestServer, plan: SmallPlan) => Promise<void> = async () => undefined): Promise<AtSmallPlan> {
  const [server, visitor] = await Promise.all([startServer({ demo: false }), Visitor.arrive()]);
  const leave = async (): Promise<void> => {
    await visitor.leave();
    await server.stop();
  };
  try {
    const plan = await colorado(server);
    await prepare(server, plan);
    const visit = await visitor.open(server.address, { width: 1440, height: 900 });
    await visit.page.goto(plan.url());
    await mapReady(visit.page);
    return { server, visitor, plan, visit, leave };
  } catch (error) {
    await leave();
    throw error;
  }
}
