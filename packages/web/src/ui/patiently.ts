import { lazy } from 'react';

const AGAIN_MS = 3000;

async function reachable(): Promise<boolean> {
  try {
    await fetch('/', { method: 'HEAD', cache: 'no-store' });
    return true;
  } catch {
    return false;
  }
}

/**
 * Loads code, and tries again as long as the server cannot be reached: what cannot be loaded would take the whole page with it, and without a
 * network there is no other.
 *
 * @throws what the last try threw, where the server is there and has no such code any longer
 */
export async function patiently<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch (error) {
      if (await reachable()) throw error;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}

/** React's `lazy`, patiently. */
export const patientLazy: typeof lazy = (load) => lazy(() => patiently(load));
