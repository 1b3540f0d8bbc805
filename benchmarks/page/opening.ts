import type { Page } from 'playwright-core';

/** What has to be in a page before it counts as opened this far: selectors, all of which match something. */
export type Milestones = Readonly<Record<string, readonly string[]>>;

/** Milliseconds since the page was asked for, by milestone. */
type Reached = Partial<Record<string, number>>;

/** Has `page` itself note when it reaches each milestone; to be called before it is opened. */
export async function watchOpening(page: Page, milestones: Milestones): Promise<void> {
  await page.addInitScript(noteMilestones, milestones);
}

/**
 * Seconds from the address to the picture of a milestone. The page tells by its own clock: whoever asks from outside hears of it up to
 * half a second late on a busy machine.
 */
export async function reached(page: Page, milestone: string): Promise<number> {
  const at = await page.waitForFunction((name) => (globalThis as unknown as { reached?: Reached }).reached?.[name], milestone, { timeout: 300_000 });
  return (await at.jsonValue() as number) / 1000;
}

/** Runs in the page. A milestone counts when the second frame after it begins: by then the first one, which holds it, is on its way to the screen. */
function noteMilestones(milestones: Milestones): void {
  const reachedAt: Reached = ((globalThis as unknown as { reached: Reached }).reached = {});
  const waiting = new Map(Object.entries(milestones));
  const look = (): void => {
    for (const [name, selectors] of waiting) {
      if (!selectors.every((selector) => document.querySelector(selector))) continue;
      waiting.delete(name);
      requestAnimationFrame(() => requestAnimationFrame(() => { reachedAt[name] = performance.now(); }));
    }
    if (waiting.size === 0) observer.disconnect();
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { subtree: true, childList: true, attributes: true });
}
