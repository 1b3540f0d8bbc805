const hues = ['Blue', 'Orange', 'Green', 'Rose', 'Olive', 'Violet', 'Cyan', 'Pink', 'Lime'];
const patterns = ['', 'stripes', 'dots', 'grid', 'stripes the other way', 'lines'];

/** The colour of a territory: chosen by itself, or by hand. */
export const colour = {
  open: (name: string) => `Colour of ${name}`,
  title: 'Colour',
  byItself: 'Chosen so that neighbours differ',
  /** The nine hues and six patterns by their numbers. */
  of: (hue: number, pattern: number) => (pattern === 0 ? hues[hue] : `${hues[hue]}, ${patterns[pattern]}`),
  same: (others: string) => `${others} beside it has this colour, too.`,
  alike: (others: string) => `Hard to tell from ${others} beside it for some eyes.`,
};
