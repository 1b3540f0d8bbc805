import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readUrlView, writeUrlView } from './urlView.ts';

it('brings a view back from its address', () => {
  const camera = fc.record({ lng: fc.integer({ min: -1_800_000, max: 1_800_000 }), lat: fc.integer({ min: -850_000, max: 850_000 }), zoom: fc.integer({ min: 0, max: 1400 }) });
  fc.assert(fc.property(fc.option(fc.string({ minLength: 1 }), { nil: null }), fc.option(camera, { nil: null }), (selected, at) => {
    const view = { selected, camera: at && { lng: at.lng / 10_000, lat: at.lat / 10_000, zoom: at.zoom / 100 } };
    const back = readUrlView(writeUrlView(view));
    expect(back.selected).toBe(selected);
    if (view.camera) {
      expect(back.camera?.lng).toBeCloseTo(view.camera.lng, 4);
      expect(back.camera?.lat).toBeCloseTo(view.camera.lat, 4);
      expect(back.camera?.zoom).toBeCloseTo(view.camera.zoom, 2);
    } else expect(back.camera).toBeNull();
  }));
});

it('takes a broken address for an empty one', () => {
  expect(readUrlView('?at=abc,1,2')).toEqual({ selected: null, camera: null });
  expect(readUrlView('?at=1,2')).toEqual({ selected: null, camera: null });
  expect(readUrlView('?at=1,99,2')).toEqual({ selected: null, camera: null });
});
