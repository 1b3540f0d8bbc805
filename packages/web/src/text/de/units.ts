import type { Catalogue } from '../useText.ts';

export const units: Catalogue['units'] = {
  // Feminine like the cell, so that every sentence around it stays as it is.
  asAreas: [['Zelle', 'Fläche'], ['Zellen', 'Flächen'], ['Wechselzellen', 'Wechselflächen'], ['Zellzeiger', 'Flächenzeiger'], ['zellen', 'flaechen'], ['H3-Index', 'Kennung der Fläche']],
};
