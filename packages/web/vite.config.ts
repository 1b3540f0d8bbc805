import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { codeParts } from './codeParts.ts';

/** Where the API answers while the page itself is served by `vite`. */
const api = process.env.HEXALIGN_API ?? 'http://127.0.0.1:8080';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  worker: { format: 'es' },
  resolve: { conditions: ['development', 'browser', 'module', 'import', 'default'] },
  server: { host: '127.0.0.1', proxy: { '/api': api } },
  build: {
    target: 'es2023',
    outDir: 'dist',
    emptyOutDir: true,
    // The map is the one large library; everything else must stay small enough to open at once.
    chunkSizeWarningLimit: 1200,
    sourcemap: false,
    rolldownOptions: {
      // It does nothing by being loaded, though its package does not say so.
      treeshake: { moduleSideEffects: [{ test: /node_modules\/h3-js\/|web\/src\/map\/cellIndex/, sideEffects: false }] },
      output: { codeSplitting: { groups: [{ name: codeParts(import.meta.dirname.replaceAll('\\', '/')), debugName: 'parts' }], includeDependenciesRecursively: false } },
    },
  },
});
