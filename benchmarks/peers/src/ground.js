/**
 * The cells of the page and the territory of each: `count` as uint32, then the cells as uint64, then the slots as uint16.
 *
 * @returns {Promise<{ cells: string[], slots: Uint16Array }>}
 */
export async function readGround() {
  const buffer = await (await fetch('/ground.bin')).arrayBuffer();
  const count = new DataView(buffer).getUint32(0, true);
  const ids = new BigUint64Array(buffer.slice(8, 8 + 8 * count));
  return { cells: Array.from(ids, (id) => id.toString(16)), slots: new Uint16Array(buffer.slice(8 + 8 * count)) };
}

const hues = Array.from({ length: 300 }, (_, i) => {
  const turn = ((i * 0.618) % 1) * Math.PI * 2;
  return [128 + 90 * Math.cos(turn), 128 + 90 * Math.cos(turn + 2.1), 128 + 90 * Math.cos(turn + 4.2)].map(Math.round);
});

/** @param {number} slot */
export const colourOf = (slot) => hues[slot % hues.length];

export const camera = { longitude: -96, latitude: 38.4, zoom: 3.5 };
