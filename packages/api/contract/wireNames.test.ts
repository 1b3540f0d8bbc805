import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WireError } from './wire.ts';
import { packNames, textAt, todayAt, unpackNames } from './wireNames.ts';

const account = fc.record({ id: fc.string({ unit: 'grapheme' }), name: fc.string({ unit: 'grapheme' }), current: fc.option(fc.constantFrom('Nord', 'Süd', 'Ost')), approximate: fc.constantFrom(0, 1) });

describe('packed names', () => {
  it('come back as they were, whatever script they are in', () => {
    fc.assert(
      fc.property(fc.array(account), (accounts) => {
        const packed = packNames({ ids: accounts.map(({ id }) => id), names: accounts.map(({ name }) => name), current: accounts.map(({ current }) => current), approximate: Uint8Array.from(accounts, (one) => one.approximate) });
        const names = unpackNames(packed.buffer);
        expect(accounts.map((_, i) => ({ id: textAt(names.ids, i), name: textAt(names.names, i), current: todayAt(names, i), approximate: names.approximate[i] }))).toEqual(accounts);
      }),
    );
  });

  it('are refused when cut short, too long or of another kind', () => {
    const packed = packNames({ ids: ['a'], names: ['Ärzte'], current: null, approximate: Uint8Array.of(0) });
    for (const bad of [new ArrayBuffer(8), packed.buffer.slice(0, -1), new ArrayBuffer(64)]) expect(() => unpackNames(bad)).toThrow(WireError);
  });
});
