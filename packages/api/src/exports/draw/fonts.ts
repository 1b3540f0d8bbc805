import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { openSync, type Font } from 'fontkit';
import type { Weight } from './scene.ts';

/** What the letters are called in a picture. */
export const FONT_FAMILY = 'Inter';
/** Stands for a letter that the shipped font does not have. */
const MISSING = '\u25a1';

const folder = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/inter/package.json'));

/** The shipped font files by weight: what is drawn never depends on what is installed. */
export const fontFiles: Readonly<Record<Weight, string>> = {
  400: join(folder, '400Regular/Inter_400Regular.ttf'),
  600: join(folder, '600SemiBold/Inter_600SemiBold.ttf'),
};

/** Opened at the first letter. */
const opened = new Map<Weight, { readonly font: Font; readonly letters: ReadonlySet<number> }>();

function open(weight: Weight): { readonly font: Font; readonly letters: ReadonlySet<number> } {
  const found = opened.get(weight);
  if (found !== undefined) return found;
  const font = openSync(fontFiles[weight]) as Font;
  const made = { font, letters: new Set(font.characterSet) };
  opened.set(weight, made);
  return made;
}

/** A text with the letters that the font has; others are shown as boxes, so that it is seen that something is there. */
export function drawable(text: string): string {
  const { letters } = open(400);
  return Array.from(text.normalize('NFC').replace(/\s+/g, ' '), (letter) => (letters.has(letter.codePointAt(0)!) ? letter : MISSING)).join('');
}

/** Width of a text in points. */
export function textWidth(text: string, size: number, weight: Weight): number {
  const { font } = open(weight);
  return (font.layout(text).advanceWidth / font.unitsPerEm) * size;
}

/** As much of a text as fits into a width, with an ellipsis where some is left out. */
export function fitted(text: string, width: number, size: number, weight: Weight): string {
  const whole = drawable(text);
  if (textWidth(whole, size, weight) <= width) return whole;
  const letters = Array.from(whole);
  let [low, high] = [0, letters.length];
  while (low < high) {
    const half = (low + high + 1) >> 1;
    if (textWidth(`${letters.slice(0, half).join('').trimEnd()}…`, size, weight) <= width) low = half;
    else high = half - 1;
  }
  return low === 0 ? '' : `${letters.slice(0, low).join('').trimEnd()}…`;
}
