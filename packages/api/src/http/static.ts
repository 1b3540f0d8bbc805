import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Router } from 'express';

/**
 * Serves the built web app: files under `assets` carry a hash in their name and may be kept for ever, every other
 * address that asks for a page gets the app itself.
 */
export function webApp(folder: string): Router {
  const router = express.Router();
  const index = join(folder, 'index.html');
  router.use('/assets', express.static(join(folder, 'assets'), { immutable: true, maxAge: '365d', fallthrough: false }));
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
