import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';

const resolve = createRequire(import.meta.url).resolve;

/** A picture as PNG, with the typeface of the screens rather than whatever the machine has. */
export function rasterise(svg: string, width: number): Buffer {
  const fontFiles = ['400Regular/Inter_400Regular', '600SemiBold/Inter_600SemiBold'].map((name) => resolve(`@expo-google-fonts/inter/${name}.ttf`));
  return new Resvg(svg, { fitTo: { mode: 'width', value: width }, font: { fontFiles, loadSystemFonts: false, defaultFontFamily: 'Inter' } }).render().asPng();
}
