import { endpoints, pathOf } from '@hexalign/api/contract';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { takeAhead } from './answersAhead.ts';
import { askForPlan } from './planAhead.ts';

const [planId, scenarioId, unitsId] = ['p1', 's1', 'u1'];

function answering(answer: (url: string) => Response): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url);
    return Promise.resolve(answer(url));
  });
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

describe('what is asked for a plan before its page is there', () => {
  it('are the very addresses that the page calls', async () => {
    const asked = answering(() => Response.json({ unitsId, seq: 7 }));
    expect(await askForPlan(planId, scenarioId)).toBe(true);
    expect(asked.toSorted()).toEqual([
      pathOf(endpoints.readSession, {}),
      pathOf(endpoints.readPlan, { planId }),
      pathOf(endpoints.readScenario, { scenarioId }),
      pathOf(endpoints.readColours, { scenarioId }),
      pathOf(endpoints.readSlots, { scenarioId }, { seq: 7 }),
      pathOf(endpoints.readUnits, { unitsId }),
      pathOf(endpoints.readGraph, { unitsId }),
      pathOf(endpoints.readMeasures, { unitsId }),
      pathOf(endpoints.readAccountCounts, { unitsId }),
    ].toSorted());
  });

  it('is taken once, and whole', async () => {
    answering(() => Response.json({ unitsId, seq: 0 }));
    await askForPlan(planId, scenarioId);
    const url = pathOf(endpoints.readScenario, { scenarioId });
    expect(await (await takeAhead(url))?.json()).toEqual({ unitsId, seq: 0 });
    expect(await takeAhead(url)).toBeNull();
  });

  it('is forgotten when it was refused, so that whoever calls asks again', async () => {
    const asked = answering(() => new Response(null, { status: 401 }));
    expect(await askForPlan(planId, scenarioId)).toBe(false);
    expect(asked).not.toContain(pathOf(endpoints.readGraph, { unitsId }));
    expect(await takeAhead(pathOf(endpoints.readPlan, { planId }))).toBeNull();
  });

  it('ends quietly when there is no server', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no line')));
    expect(await askForPlan(planId, scenarioId)).toBe(false);
    expect(await takeAhead(pathOf(endpoints.readPlan, { planId }))).toBeNull();
  });
});
