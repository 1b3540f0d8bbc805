/** Version of the engine, as plans and certificates quote it; the same as in its package.json. */
export const ENGINE_VERSION = '0.1.0';
