import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { expectPicture, firstPicture, pictureShown } from './firstPicture.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  pictureShown();
  vi.useRealTimers();
});

async function isThere(): Promise<boolean> {
  let there = false;
  void firstPicture().then(() => (there = true));
  await vi.advanceTimersByTimeAsync(0);
  return there;
}

it('keeps nobody waiting where no plan is being opened', async () => {
  expect(await isThere()).toBe(true);
});

it('lets go when the picture of a plan is there, those who wait and those who come later', async () => {
  expectPicture();
  let early = false;
  void firstPicture().then(() => (early = true));
  expect(await isThere()).toBe(false);
  pictureShown();
  expect(await isThere()).toBe(true);
  expect(early).toBe(true);
});

it('waits for no picture that never comes', async () => {
  expectPicture();
  await vi.advanceTimersByTimeAsync(14_999);
  expect(await isThere()).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await isThere()).toBe(true);
});
