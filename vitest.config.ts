import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    setupFiles: [resolve(import.meta.dirname, 'scripts/propertyRuns.ts')],
    testTimeout: process.env.HEXALIGN_LONG ? 600_000 : 120_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'engine', include: ['packages/engine/{src,test}/**/*.test.ts'] } },
      { extends: true, test: { name: 'api', include: ['packages/api/**/*.test.ts'], maxWorkers: 2 } },
      { extends: true, test: { name: 'web', include: ['packages/web/src/**/*.test.{ts,tsx}'] } },
      { extends: true, test: { name: 'ground', include: ['scripts/**/*.test.ts', 'data/**/*.test.ts', 'benchmarks/**/*.test.ts'] } },
      // A browser on a shared machine may stumble once; what is broken stumbles twice, and the report names every second try.
      { extends: true, test: { name: 'e2e', include: ['packages/web/e2e/**/*.e2e.ts'], testTimeout: 180_000, maxWorkers: 2, retry: 1 } },
    ],
  },
});
