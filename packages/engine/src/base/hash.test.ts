import { expect, test } from 'vitest';
import { assignmentHash, sha256Hex } from './hash.ts';

test('sha256Hex gives the published digests', () => {
  expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(sha256Hex('a', Uint8Array.of(98), 'c')).toBe(sha256Hex('abc'));
});

test('an assignment hash covers the fingerprint and every slot', () => {
  const hash = assignmentHash('f', Uint16Array.of(1, 0x1234));
  expect(hash).toBe(sha256Hex('f', Uint8Array.of(1, 0, 0x34, 0x12)));
  expect(assignmentHash('f', Uint16Array.of(1, 0x1235))).not.toBe(hash);
  expect(assignmentHash('g', Uint16Array.of(1, 0x1234))).not.toBe(hash);
});
