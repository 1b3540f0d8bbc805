import type { RequestHandler } from 'express';
import type { Config } from '../config.ts';
import { isLoopback } from '../loopback.ts';
import { AppError } from './appError.ts';

/**
 * Keeps other web sites from using a visitor's browser against this server.
 *
 * Serving loopback only, the host name must be a loopback name, or a page of anybody could be pointed here by its own
 * name server. Changes must come from our own pages; programs, which send no `Origin`, are not held up.
 *
 * @param config whether the server is for this machine only, and under which address people reach it
 */
export function guard({ loopbackOnly, publicUrl }: Pick<Config, 'loopbackOnly' | 'publicUrl'>): RequestHandler {
  const shown = publicUrl === null ? null : new URL(publicUrl).host;
  return (request, _response, next) => {
    const host = request.headers.host ?? '';
    if (loopbackOnly && !isLoopback(hostName(host))) {
      next(new AppError('host.refused', { found: host.slice(0, 200), expected: 'localhost or 127.0.0.1' }));
      return;
    }
    const { origin } = request.headers;
    const foreign = request.headers['sec-fetch-site'] === 'cross-site' || (origin !== undefined && hostOf(origin) !== host && (shown === null || hostOf(origin) !== shown));
    if (foreign && !['GET', 'HEAD', 'OPTIONS'].includes(request.method)) {
      next(new AppError('origin.refused', { found: origin?.slice(0, 200) }));
      return;
    }
    next();
  };
}

function hostName(host: string): string {
  return host.startsWith('[') ? host.slice(0, host.indexOf(']') + 1) : host.replace(/:\d+$/, '');
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
