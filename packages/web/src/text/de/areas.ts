/** Ein Plan, dessen Einheiten Gebiete einer Ebene sind. */
export const areas = {
  title: (layer: string) => `Dieser Plan steht auf den Gebieten von ${layer}`,
  why: 'Die Karte zeichnet nur Pläne auf Zellen. Dieser lässt sich über die API entwerfen, ändern und vergleichen; seine Dateien enthalten jedes Gebiet als Polygon.',
  territories: 'Gebiete (GeoJSON)',
  accounts: 'Kunden (CSV)',
  back: 'Alle Pläne',
};
