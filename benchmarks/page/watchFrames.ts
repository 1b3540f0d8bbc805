/** What a page tells about its frames. */
export interface FrameWatch {
  /** Frames that have begun since it was armed. */
  frame: number;
  /** The first frame in which something was drawn with WebGL after a recolour was asked for; -1 while there was none. */
  drawn: number;
  /** Frame that had begun last when a recolour was asked for, by the pointer or otherwise; -1 while none was. */
  asked: number;
  /** WebGL draw calls in all. */
  calls: number;
  /** Milliseconds of script in frames that drew. */
  drawMs: number;
  /** Begins to count frames, until the picture of a recolour that is asked for from now on. */
  arm(): void;
}

/**
 * To be run in a page before its own scripts: counts animation frames from a recolour to its picture, and measures the scripts of
 * frames in which WebGL draws. A recolour is on the screen with the first frame that draws after it was asked for. While nothing is
 * waited for it does not run, so that it costs nothing of what is measured.
 */
export function watchFrames(): void {
  const nextFrame = globalThis.requestAnimationFrame.bind(globalThis);
  const count = (): void => {
    watch.frame++;
    if (watch.drawn < 0 && watch.frame < 600) nextFrame(count);
  };
  const watch: FrameWatch = {
    frame: 0, drawn: -1, asked: -1, calls: 0, drawMs: 0,
    arm() {
      watch.frame = 0;
      watch.drawn = -1;
      watch.asked = -1;
      nextFrame(count);
    },
  };
  (globalThis as unknown as { frameWatch: FrameWatch }).frameWatch = watch;
  globalThis.requestAnimationFrame = (callback) => nextFrame((at) => {
    const { calls } = watch;
    const began = performance.now();
    callback(at);
    if (watch.calls > calls) watch.drawMs += performance.now() - began;
  });
  addEventListener('pointermove', () => {
    // A browser moves the pointer once more by itself when what lies below it changed.
    if (watch.asked < 0) watch.asked = watch.frame;
  }, true);
  for (const call of ['drawElements', 'drawArrays', 'drawElementsInstanced', 'drawArraysInstanced'] as const) {
    const original = WebGL2RenderingContext.prototype[call] as (...args: unknown[]) => void;
    (WebGL2RenderingContext.prototype as unknown as Record<string, unknown>)[call] = function (this: WebGL2RenderingContext, ...args: unknown[]) {
      watch.calls++;
      if (watch.drawn < 0 && watch.asked >= 0 && watch.frame > watch.asked) watch.drawn = watch.frame;
      return original.apply(this, args);
    };
  }
}
