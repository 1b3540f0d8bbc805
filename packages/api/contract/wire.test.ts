import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packAccounts, packMeasures, packSlots, unpackAccounts, unpackMeasures, unpackSlots, WireError } from './wire.ts';

const floats = (length: number): fc.Arbitrary<Float64Array> => fc.array(fc.double({ noNaN: true }), { minLength: length, maxLength: length }).map((values) => Float64Array.from(values));
const sizes = fc.tuple(fc.nat(20), fc.nat(4));

describe('packed numbers', () => {
  it('come back as they were', () => {
    fc.assert(fc.property(fc.uint16Array(), (slots) => void expect(unpackSlots(packSlots(slots).buffer, slots.length)).toEqual(slots)));
    fc.assert(
      fc.property(sizes.chain(([n, q]) => fc.tuple(fc.constant(n), fc.array(floats(n), { minLength: q, maxLength: q }))), ([n, rows]) => {
        expect(unpackMeasures(packMeasures(rows, n).buffer)).toEqual(rows);
      }),
    );
    fc.assert(
      fc.property(sizes.chain(([n, q]) => fc.record({ lngLat: floats(2 * n), values: fc.array(floats(n), { minLength: q, maxLength: q }), unit: fc.uint32Array({ minLength: n, maxLength: n }) })), (accounts) => {
        expect(unpackAccounts(packAccounts(accounts).buffer)).toEqual(accounts);
      }),
    );
  });

  it('are refused when cut short, too long or of another kind', () => {
    const measures = packMeasures([Float64Array.of(1, 2)], 2).buffer;
    for (const bad of [new ArrayBuffer(0), measures.slice(0, -1), measures.slice(0, 8), packAccounts({ lngLat: new Float64Array(), values: [], unit: new Uint32Array() }).buffer]) {
      expect(() => unpackMeasures(bad)).toThrow(WireError);
    }
    expect(() => unpackAccounts(measures)).toThrow(WireError);
    expect(() => unpackSlots(new ArrayBuffer(4), 3)).toThrow(/6 expected for 3 units/);
  });
});
