import { xmlText } from '../xmlText.ts';
import { FONT_FAMILY } from './fonts.ts';
import type { Item, Scene } from './scene.ts';

/** A page as SVG, whole in itself, of paths, circles and texts alone: no groups, no clips, nothing seen through. */
export function sceneSvg({ width, height, items }: Scene): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONT_FAMILY}">\n<rect width="${width}" height="${height}" fill="#ffffff"/>\n${items.map(itemSvg).join('\n')}\n</svg>\n`;
}

function itemSvg(item: Item): string {
  switch (item.kind) {
    case 'path': {
      const { d, fill = 'none', stroke, width = 1, dash } = item;
      return `<path d="${d}" fill="${fill}" fill-rule="evenodd"${stroke ? ` stroke="${stroke}" stroke-width="${width}" stroke-linejoin="round"` : ''}${dash ? ` stroke-dasharray="${dash.join(' ')}"` : ''}/>`;
    }
    case 'dot':
      return `<circle cx="${item.x}" cy="${item.y}" r="${item.radius}" fill="${item.fill}"${item.stroke ? ` stroke="${item.stroke}" stroke-width="0.5"` : ''}/>`;
    case 'text': {
      const { x, y, text, size, weight, anchor, fill, halo } = item;
      const open = `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}"`;
      const content = `>${xmlText(text)}</text>`;
      return `${halo ? `${open} fill="none" stroke="${halo}" stroke-width="${size / 4}" stroke-linejoin="round"${content}` : ''}${open} fill="${fill}"${content}`;
    }
  }
}
