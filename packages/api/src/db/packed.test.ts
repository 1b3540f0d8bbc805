import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isZlib, pack, unpack } from './packed.ts';

describe('a packed column', () => {
  it('gives back the bytes that went in, and can be sent as it is', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (bytes) => {
      const column = await pack(bytes);
      expect(isZlib(column)).toBe(true);
      expect(new Uint8Array(await unpack(column))).toEqual(bytes);
    }));
  });

  it('of an earlier version is read too, and told apart', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (bytes) => {
      const column = deflateRawSync(bytes, { level: 1 });
      expect(isZlib(column)).toBe(false);
      expect(new Uint8Array(await unpack(column))).toEqual(bytes);
    }));
  });
});
