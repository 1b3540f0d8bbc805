/** What a page tells about its frames. */
export interface FrameWatch {
  /** Frames that have begun. */
  frame: number;
  /** Frames in which something was drawn with WebGL, in turn. */
  drawn: number[];
  /** Frame that had begun last when a recolour was asked for, by the pointer or otherwise; -1 while none was. */
  asked: number;
}

/**
 * To be run in a page before its own scripts: counts animation frames, and notes those in which WebGL draws. A recolour is
 * on the screen with the first frame that draws after it was asked for.
 */
export function watchFrames(): void {
  const watch: FrameWatch = { frame: 0, drawn: [], asked: 0 };
  (globalThis as unknown as { frameWatch: FrameWatch }).frameWatch = watch;
  const count = (): void => {
    watch.frame++;
    requestAnimationFrame(count);
  };
  requestAnimationFrame(count);
  addEventListener('pointermove', () => {
    // A browser moves the pointer once more by itself when what lies below it changed.
    if (watch.asked < 0) watch.asked = watch.frame;
  }, true);
  for (const call of ['drawElements', 'drawArrays', 'drawElementsInstanced', 'drawArraysInstanced'] as const) {
    const original = WebGL2RenderingContext.prototype[call] as (...args: unknown[]) => void;
    (WebGL2RenderingContext.prototype as unknown as Record<string, unknown>)[call] = function (this: WebGL2RenderingContext, ...args: unknown[]) {
      if (watch.drawn.at(-1) !== watch.frame) watch.drawn.push(watch.frame);
      return original.apply(this, args);
    };
  }
}
