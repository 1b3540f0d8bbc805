import type { CellMesh } from '../map/cellMesh.ts';
import type { Drawn } from './shapeMethods.ts';

/** The engine in a web worker of its own, so that the page never waits for it. */
export class EngineHost {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  private next = 0;

  constructor() {
    this.worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'engine' });
    this.worker.addEventListener('message', ({ data }: MessageEvent<{ id: number; value?: unknown; error?: string }>) => {
      const wait = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      if (data.error === undefined) wait?.resolve(data.value);
      else wait?.reject(new Error(data.error));
    });
    this.worker.addEventListener('error', (event) => {
      for (const { reject } of this.waiting.values()) reject(new Error(event.message || 'the engine worker stopped'));
      this.waiting.clear();
    });
  }

  open(packed: ArrayBuffer): Promise<CellMesh> {
    return this.call<CellMesh>('open', [packed], [packed]);
  }

  draw(slots: Uint16Array<ArrayBuffer>, k: number): Promise<Drawn> {
    return this.call<Drawn>('draw', [slots, k], [slots.buffer]);
  }

  close(): void {
    this.worker.terminate();
  }

  private call<T>(method: string, args: unknown[], transfer: Transferable[]): Promise<T> {
    const id = this.next++;
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.worker.postMessage({ id, method, args }, transfer);
    });
  }
}
