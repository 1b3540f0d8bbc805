import type { CDPSession, Page } from 'playwright-core';
import type { FrameWatch } from './watchFrames.ts';

/** Bytes of the JavaScript heap after a collection: objects, and the buffers they hold. */
export interface Heap {
  readonly objects: number;
  readonly buffers: number;
}

/** Reads what a page costs from the browser itself. */
export class Meter {
  private readonly page: Page;
  private readonly cdp: CDPSession;

  private constructor(page: Page, cdp: CDPSession) {
    this.page = page;
    this.cdp = cdp;
  }

  static async of(page: Page): Promise<Meter> {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable');
    return new Meter(page, cdp);
  }

  async heap(): Promise<Heap> {
    await this.cdp.send('HeapProfiler.collectGarbage');
    const usage = (await this.cdp.send('Runtime.getHeapUsage')) as { usedSize: number; backingStorageSize?: number };
    return { objects: usage.usedSize, buffers: usage.backingStorageSize ?? 0 };
  }

  /** Milliseconds that scripts have run on the main thread so far, all of it: listeners, React, frames. */
  async script(): Promise<number> {
    const { metrics } = (await this.cdp.send('Performance.getMetrics')) as { metrics: { name: string; value: number }[] };
    return 1000 * (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN);
  }

  frames(): Promise<Omit<FrameWatch, 'arm'>> {
    return this.page.evaluate(() => {
      const { frame, drawn, asked, calls, drawMs } = (globalThis as unknown as { frameWatch: FrameWatch }).frameWatch;
      return { frame, drawn, asked, calls, drawMs };
    });
  }

  /** Waits until nothing has been drawn for half a second. */
  async still(): Promise<void> {
    await this.page.evaluate(async () => {
      const watch = (globalThis as unknown as { frameWatch: FrameWatch }).frameWatch;
      for (let last = -1; last !== watch.calls;) {
        last = watch.calls;
        await new Promise((done) => setTimeout(done, 500));
      }
    });
  }
}
