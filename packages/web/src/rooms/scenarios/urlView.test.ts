import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readUrlView, writeUrlView } from './urlView.ts';

const none = { selected: null, camera: null, panel: null, left: 'territories', table: null, day: null } as const;

it('brings a view back from its address', () => {
  const camera = fc.record({ lng: fc.integer({ min: -1_800_000, max: 1_800_000 }), lat: fc.integer({ min: -850_000, max: 850_000 }), zoom: fc.integer({ min: 0, max: 1400 }) });
  fc.assert(fc.property(fc.option(fc.string({ minLength: 1 }), { nil: null }), fc.option(camera, { nil: null }), (selected, at) => {
    const view = { ...none, selected, camera: at && { lng: at.lng / 10_000, lat: at.lat / 10_000, zoom: at.zoom / 100 } };
    const back = readUrlView(writeUrlView(view));
    expect(back.selected).toBe(selected);
    if (view.camera) {
      expect(back.camera?.lng).toBeCloseTo(view.camera.lng, 4);
      expect(back.camera?.lat).toBeCloseTo(view.camera.lat, 4);
      expect(back.camera?.zoom).toBeCloseTo(view.camera.zoom, 2);
    } else expect(back.camera).toBeNull();
  }));
});

it('holds panel, lists, table and day, and says nothing of what is as usual', () => {
  const view = { ...none, panel: 'people', left: 'layers', table: 'accounts', day: '2027-01-31' } as const;
  expect(writeUrlView(view)).toBe('?panel=people&left=layers&table=accounts&day=2027-01-31');
  expect(readUrlView(writeUrlView(view))).toEqual(view);
  expect(writeUrlView(none)).toBe('');
  expect(readUrlView('?panel=cellar&left=up&table=round&day=2027-02-31x')).toEqual(none);
});

it('takes a broken address for an empty one', () => {
  expect(readUrlView('?at=abc,1,2')).toEqual(none);
  expect(readUrlView('?at=1,2')).toEqual(none);
  expect(readUrlView('?at=1,99,2')).toEqual(none);
});
