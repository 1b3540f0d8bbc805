import type { Page } from 'playwright-core';
import { median } from './figures.ts';
import type { Meter } from './meter.ts';
import type { FrameWatch } from './watchFrames.ts';

/** What strokes cost, event by event. */
export interface StrokeFigures {
  readonly strokeMs: number;
  readonly strokeMostMs: number;
  readonly drawMs: number;
  readonly frames: number;
  readonly frameMs: number;
}

/** Events in all; the first ones only warm the page up. */
export const EVENTS = 30;
const WARM = 6;

/**
 * Asks for one recolour after another, each after the picture of the one before.
 *
 * @param ask brings about the `i`th recolour
 * @param prepare is done before it, and not measured
 */
export async function measureStrokes(page: Page, meter: Meter, ask: (i: number) => Promise<void>, prepare: (i: number) => Promise<void> = async () => undefined): Promise<StrokeFigures> {
  const script: number[] = [];
  const drawing: number[] = [];
  const frames: number[] = [];
  const took: number[] = [];
  for (let i = 0; i < EVENTS; i++) {
    await prepare(i);
    await meter.still();
    await page.evaluate(() => (globalThis as unknown as { frameWatch: FrameWatch }).frameWatch.arm());
    const before = await meter.script();
    const { drawMs } = await meter.frames();
    const began = performance.now();
    await ask(i);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    took.push((performance.now() - began) / 2);
    await meter.still();
    const after = await meter.frames();
    if (i < WARM) continue;
    drawing.push(after.drawMs - drawMs);
    script.push((await meter.script()) - before - (after.drawMs - drawMs));
    frames.push(after.drawn < 0 ? Number.NaN : after.drawn - after.asked);
  }
  return { strokeMs: median(script), strokeMostMs: Math.max(...script), drawMs: median(drawing), frames: Math.max(...frames), frameMs: median(took.slice(WARM)) };
}
