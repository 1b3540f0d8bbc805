import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { findBrowser } from '../../../scripts/browser.ts';
import { owners } from './server.ts';

export interface Visit {
  readonly page: Page;
  /** What the page should never do: errors on the console, requests that leave the server. */
  readonly faults: string[];
}

/** A browser for one file of tests. */
export class Visitor {
  private readonly browser: Browser;
  private readonly contexts: BrowserContext[] = [];

  private constructor(browser: Browser) {
    this.browser = browser;
  }

  static async arrive(): Promise<Visitor> {
    const { executablePath, args, env } = await findBrowser();
    return new Visitor(await chromium.launch({ executablePath, args: [...args], env }));
  }

  /** A page of somebody who has never been here; signed in as the owner unless told otherwise. */
  async open(address: string, options: { scheme?: 'light' | 'dark'; width?: number; height?: number; webgl?: boolean; signedIn?: boolean; locale?: string } = {}): Promise<Visit> {
    const context = await this.browser.newContext({ viewport: { width: options.width ?? 1280, height: options.height ?? 800 }, colorScheme: options.scheme ?? 'light', reducedMotion: 'reduce', acceptDownloads: true, locale: options.locale ?? 'en-US' });
    this.contexts.push(context);
    const cookie = owners.get(new URL(address).origin);
    if (cookie !== undefined && options.signedIn !== false) {
      const [name, value] = cookie.split('=');
      await context.addCookies([{ name, value, url: address, httpOnly: true, sameSite: 'Lax' }]);
    }
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const faults: string[] = [];
    const own = new URL(address).host;
    page.on('console', (message) => { if (message.type() === 'error') faults.push(`${message.text()} ${message.location().url}`.trim()); });
    page.on('pageerror', (error) => faults.push(String(error.stack ?? error)));
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith('http') && url.host !== own) faults.push(`a request left the server: ${request.url()}`);
    });
    if (options.webgl === false) {
      await page.addInitScript(() => {
        const original = HTMLCanvasElement.prototype.getContext;
        HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
          return kind.startsWith('webgl') ? null : (original as (...args: unknown[]) => unknown).call(this, kind, ...rest);
        } as typeof original;
      });
    }
    return { page, faults };
  }

  async leave(): Promise<void> {
    for (const context of this.contexts) await context.close();
    await this.browser.close();
  }
}

/** Waits until the map has drawn its first picture. */
export async function mapReady(page: Page): Promise<void> {
  await page.waitForSelector('[role=application][data-ready=yes]');
}

/** The words in the corner of the workspace that stand for the whole assignment. */
export async function fingerprint(page: Page): Promise<string> {
  return (await page.getByTestId('fingerprint').innerText()).trim();
}

/** Waits until every change is on the server. */
export async function saved(page: Page): Promise<void> {
  await page.getByText(/^Saved on server/).first().waitFor();
}

/** A drag over the map with the tool in hand, along points given as shares of its width and height. */
export async function dragOverMap(page: Page, points: readonly [number, number][]): Promise<void> {
  const box = await page.getByRole('application').boundingBox();
  if (!box) throw new Error('there is no map');
  const at = ([x, y]: [number, number]): [number, number] => [box.x + x * box.width, box.y + y * box.height];
  await page.mouse.move(...at(points[0]));
  await page.mouse.down();
  for (const point of points.slice(1)) await page.mouse.move(...at(point), { steps: 4 });
  await page.mouse.up();
}

/** A point of the map in the page, by shares of its width and height. */
export async function pointOnMap(page: Page, x: number, y: number): Promise<[number, number]> {
  const box = await page.getByRole('application').boundingBox();
  if (!box) throw new Error('there is no map');
  return [box.x + x * box.width, box.y + y * box.height];
}
