import { describe, expect, it } from 'vitest';
import { restoreZip, zipCentroid } from './zipCentroid.ts';

describe('restoreZip', () => {
  it.each([
    ['501', '00501'],
    ['2134', '02134'],
    ['02134', '02134'],
    [' 94103 ', '94103'],
    ['94103-1234', '94103'],
    ['2134-1234', '02134'],
    ['021341234', '02134'],
    ['21341234', '02134'],
    ['6010001', '00601'],
    ['2134.0', '02134'],
    ["'02134", '02134'],
    ['94103-', '94103'],
  ])('reads %j as %s', (text, zip) => {
    expect(restoreZip(text)).toBe(zip);
  });

  it.each(['', '12', '123456', 'ABC', 'K1A 0B6', '-999', 'NOT AVAILABLE', '94103 San Francisco', '1234567890'])('refuses %j', (text) => {
    expect(restoreZip(text)).toBeNull();
  });
});

describe('zipCentroid', () => {
  it('finds a code and gives its lost zero back', () => {
    const boston = zipCentroid('2134');
    expect(boston).toMatchObject({ zip: '02134', approximate: false });
    expect(boston!.lngLat[0]).toBeCloseTo(-71.13, 1);
    expect(boston!.lngLat[1]).toBeCloseTo(42.36, 1);
  });

  it('answers for an unknown code from its neighbours in the same sectional centre', () => {
    const unknown = zipCentroid('02297');
    expect(unknown).toMatchObject({ zip: '02297', approximate: true });
    expect(Math.abs(unknown!.lngLat[0] + 71.06)).toBeLessThan(0.3);
    expect(Math.abs(unknown!.lngLat[1] - 42.35)).toBeLessThan(0.3);
  });

  it('knows nothing where no code shares the first three digits', () => {
    expect(zipCentroid('00501')).toBeNull();
    expect(zipCentroid('99999')?.approximate).toBe(true);
    expect(zipCentroid('00000')).toBeNull();
  });

  it('serves Puerto Rico, Alaska and Hawaii', () => {
    expect(zipCentroid('901')?.lngLat[1]).toBeCloseTo(18.47, 1);
    expect(zipCentroid('99546')?.lngLat[0]).toBeCloseTo(-176.7, 1);
    expect(zipCentroid('96813')?.lngLat[0]).toBeCloseTo(-157.8, 0);
  });
});
