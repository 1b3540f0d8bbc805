import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: { readonly target: unknown; readonly failureSummary?: string }[];
}

/**
 * What axe finds wrong on the page as it stands, one line per element. A page that has just changed its colours as a whole is between
 * the old ones and the new: only what is wrong a moment later, too, is wrong.
 *
 * @param rules `colours`: only what can differ from one colour scheme to the other
 */
export async function axeFindings(page: Page, rules: 'all' | 'colours' = 'all'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const first = await findings(page, rules);
  if (first.length === 0) return first;
  await page.waitForTimeout(400);
  return findings(page, rules);
}

async function findings(page: Page, rules: 'all' | 'colours'): Promise<string[]> {
  const violations = await page.evaluate(async (asked) => {
    // A page follows the scheme that the browser prefers a moment later, unless its reader chose one.
    const agreed = (): boolean => document.documentElement.dataset.mantineColorScheme === (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
    for (let i = 0; i < 40 && !agreed(); i++) await new Promise((resolve) => setTimeout(resolve, 50));
    // A colour that is still changing is neither the old nor the new one: even the shortest transition needs a frame to end.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await Promise.allSettled(document.getAnimations().filter((animation) => animation instanceof CSSTransition).map(({ finished }) => finished));
    const { axe } = window as unknown as { axe: { run(options: unknown): Promise<{ violations: Violation[] }> } };
    const runOnly = asked === 'colours' ? { type: 'rule', values: ['color-contrast'] } : ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];
    return (await axe.run({ runOnly, resultTypes: ['violations'] })).violations;
  }, rules);
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${JSON.stringify(node.target)} ${node.failureSummary ?? ''}`));
}
