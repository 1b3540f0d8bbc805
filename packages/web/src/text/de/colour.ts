import type { Catalogue } from '../useText.ts';

const hues = ['Blau', 'Orange', 'Grün', 'Altrosa', 'Oliv', 'Violett', 'Türkis', 'Rosa', 'Lindgrün'];
const patterns = ['', 'schräg gestreift', 'gepunktet', 'kariert', 'gegenläufig gestreift', 'liniert'];

export const colour: Catalogue['colour'] = {
  open: (name) => `Farbe von ${name}`,
  title: 'Farbe',
  byItself: 'So gewählt, dass Nachbarn verschieden sind',
  of: (hue, pattern) => (pattern === 0 ? hues[hue] : `${hues[hue]}, ${patterns[pattern]}`),
  same: (others) => `${others} daneben hat diese Farbe auch.`,
  alike: (others) => `Für manche Augen kaum von ${others} daneben zu unterscheiden.`,
};
