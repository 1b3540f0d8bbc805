import { Deck, MapView } from '@deck.gl/core';
import { H3HexagonLayer } from '@deck.gl/geo-layers';
import { camera, colourOf, readGround } from './ground.js';

/** deck.gl's layer for H3 cells; a recolour is a partial update of one attribute, its cheapest way. */
const { cells, slots } = await readGround();
const data = cells.map((cell, index) => ({ cell, index }));
let version = 0;
const layer = (range) => new H3HexagonLayer({
  id: 'cells',
  data: range === null ? data : [...data],
  ...(range === null ? {} : { _dataDiff: () => [range] }),
  highPrecision: false,
  extruded: false,
  stroked: false,
  getHexagon: (d) => d.cell,
  getFillColor: (d) => colourOf(slots[d.index]),
  updateTriggers: range === null ? {} : { getFillColor: version },
});
let first;
const painted = new Promise((done) => (first = done));
const deck = new Deck({ parent: document.getElementById('map'), views: new MapView({ repeat: false }), initialViewState: camera, controller: true, layers: [layer(null)], onAfterRender: () => { if (deck?.layerManager?.getLayers().every(({ isLoaded }) => isLoaded)) first(); } });
await painted;

globalThis.recolour = (units, slot) => {
  for (const unit of units) slots[unit] = slot;
  version++;
  deck.setProps({ layers: [layer({ startRow: Math.min(...units), endRow: Math.max(...units) + 1 })] });
};
document.body.dataset.ready = 'yes';
