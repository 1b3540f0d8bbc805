/** The door of the server for programs that start it: re-exports only. */
export { ConfigError, readConfig, type Config } from './config.ts';
export { EmbeddedError } from './db/binaries.ts';
export { makeLog } from './log.ts';
export { serve } from './main.ts';
export { PortTakenError, startServer, type RunningServer, type ServerOptions } from './server.ts';
