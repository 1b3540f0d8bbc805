import { Resvg } from '@resvg/resvg-js';
import { FONT_FAMILY, fontFiles } from './fonts.ts';
import type { Scene } from './scene.ts';
import { sceneSvg } from './sceneSvg.ts';

/** Width of a picture, in pixels. */
const WIDTH = 2400;

/** A page as a PNG, drawn off-screen with the shipped font. */
export function scenePng(scene: Scene): Uint8Array {
  const picture = new Resvg(sceneSvg(scene), { background: '#ffffff', fitTo: { mode: 'width', value: WIDTH }, font: { loadSystemFonts: false, fontFiles: Object.values(fontFiles), defaultFontFamily: FONT_FAMILY } });
  return picture.render().asPng();
}
