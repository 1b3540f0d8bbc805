import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import express, { type Router } from 'express';

/** What the build compresses. */
const TYPES: Partial<Record<string, string>> = { '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8' };

/**
 * Serves the built web app: files under `assets` carry a hash in their name and may be kept for ever, and are sent as the build has
 * compressed them where the browser takes that; every other address that asks for a page gets the app itself.
 */
export function webApp(folder: string): Router {
  const router = express.Router();
  const index = join(folder, 'index.html');
  router.use('/assets', (request, response, next) => {
    const type = TYPES[extname(request.path)];
    if (type && request.acceptsEncodings('gzip') && /^\/[\w.-]+$/.test(request.path) && existsSync(join(folder, 'assets', `${request.path}.gz`))) {
      request.url = `${request.path}.gz`;
      response.set({ 'content-encoding': 'gzip', 'content-type': type, vary: 'accept-encoding' });
    }
    next();
  }, express.static(join(folder, 'assets'), { immutable: true, maxAge: '365d', fallthrough: false }));
  router.use(express.static(folder, { index: false, maxAge: 0 }));
  router.get('/{*page}', (request, response, next) => {
    if (!request.accepts('html') || request.path.startsWith('/api/')) {
      next();
      return;
    }
    response.set('cache-control', 'no-cache');
    if (existsSync(index)) response.sendFile(index);
    else response.status(503).type('text/plain').send('The web app is not built yet. Run "npm start", which builds it. The API answers under /api.\n');
  });
  return router;
}
