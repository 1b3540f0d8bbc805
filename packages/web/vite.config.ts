import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

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
  },
});
