import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'engine', include: ['packages/engine/{src,test}/**/*.test.ts'] } },
      { extends: true, test: { name: 'api', include: ['packages/api/**/*.test.ts'], maxWorkers: 2 } },
      { extends: true, test: { name: 'web', include: ['packages/web/src/**/*.test.{ts,tsx}'] } },
      { extends: true, test: { name: 'ground', include: ['scripts/**/*.test.ts', 'data/**/*.test.ts', 'benchmarks/**/*.test.ts'] } },
      { extends: true, test: { name: 'e2e', include: ['packages/web/e2e/**/*.e2e.ts'], testTimeout: 180_000, fileParallelism: false } },
    ],
  },
});
