import { expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { ENGINE_VERSION } from './version.ts';

it('quotes the version of its package', () => expect(ENGINE_VERSION).toBe(manifest.version));
