/** Two signals within this time are one press of Ctrl-C that came by two ways. */
const ONE_PRESS_MS = 400;

/**
 * Ctrl-C (and a polite kill) while a design runs: the first one during the solve asks for the best plan so far; any
 * other gives up.
 */
export class Interrupts {
  /** True while there is, or soon will be, a plan worth writing. */
  solving = false;
  private at = -Infinity;
  private asked = false;
  private readonly handle: () => void;

  /** @param onStop told once, at the first press; @param giveUp ends the process and leaves no trace */
  constructor(onStop: () => void, giveUp: () => void) {
    this.handle = () => {
      const now = performance.now();
      if (now - this.at < ONE_PRESS_MS) return;
      this.at = now;
      if (this.asked || !this.solving) return giveUp();
      this.asked = true;
      onStop();
    };
    process.on('SIGINT', this.handle);
    process.on('SIGTERM', this.handle);
  }

  get stop(): boolean {
    return this.asked;
  }

  release(): void {
    process.off('SIGINT', this.handle);
    process.off('SIGTERM', this.handle);
  }
}
