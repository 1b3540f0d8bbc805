import { mapColors } from '../theme/mapColors.ts';
import { roles, type Scheme } from '../theme/roles.ts';
import { unassignedHatch } from '../theme/territoryPalette.ts';
import { metresPerPixel } from './mercator.ts';
import type { PlanMap } from './PlanMap.ts';
import { scaleBar } from './scaleBar.ts';

/** What is written beside a map: a heading, and rows that say what its colours mean. */
export interface PictureLegend {
  readonly title: string;
  readonly rows: readonly { readonly mark: { readonly fill: string; readonly pattern: 'plain' | 'hatch' | 'dots' } | { readonly sign: string }; readonly label: string; readonly count: string }[];
  readonly notes: readonly string[];
}

export interface PictureWords {
  /** Of the plan and its scenario. */
  readonly heading: string;
  readonly legend: PictureLegend;
  /** Sources of the ground, and the day. */
  readonly foot: string;
}

const SIGNS: Readonly<Record<string, string>> = { above: '▲', below: '▼', home: '●', free: '○', vacant: '◌', exception: '◆', held: '■' };
const FONT = "'Inter Variable', system-ui, sans-serif";

/**
 * The map as it stands, with its legend drawn into it, as a PNG. The canvas of the map is read in the very frame that was drawn: a
 * moment later the browser may have thrown its pixels away, and the image would be blank.
 */
export async function picture(map: PlanMap, words: PictureWords, scheme: Scheme): Promise<Blob> {
  const canvas = document.createElement('canvas');
  const ink = canvas.getContext('2d');
  if (!ink) throw new Error('the browser cannot draw');
  await new Promise<void>((drawn) => {
    map.map.once('render', () => {
      const from = map.map.getCanvas();
      canvas.width = from.width;
      canvas.height = from.height;
      ink.drawImage(from, 0, 0);
      drawn();
    });
    map.map.triggerRepaint();
  });
  const ratio = map.map.getPixelRatio();
  ink.scale(ratio, ratio);
  const [width, height] = [canvas.width / ratio, canvas.height / ratio];
  drawLegend(ink, words, scheme, height, scaleBar(metresPerPixel(map.map.getCenter().lat, map.map.getZoom())));
  drawFoot(ink, words.foot, scheme, width, height);
  return new Promise((made, failed) => canvas.toBlob((blob) => (blob ? made(blob) : failed(new Error('the image is too large'))), 'image/png'));
}

function drawLegend(ink: CanvasRenderingContext2D, { heading, legend }: PictureWords, scheme: Scheme, height: number, scale: { px: number; label: string }): void {
  const line = 19;
  ink.font = `600 14px ${FONT}`;
  const headingWidth = ink.measureText(heading).width;
  ink.font = `400 12px ${FONT}`;
  const widest = Math.max(headingWidth, 200, ...legend.notes.map((note) => ink.measureText(note).width), ...legend.rows.map(({ label, count }) => ink.measureText(label).width + ink.measureText(count).width + 48));
  const box = { width: widest + 28, height: 64 + legend.rows.length * line + legend.notes.length * 16 + 26 };
  const [x, y] = [12, height - box.height - 12];
  ink.fillStyle = roles.raised[scheme];
  ink.strokeStyle = roles['line-strong'][scheme];
  ink.lineWidth = 1;
  ink.beginPath();
  ink.roundRect(x, y, box.width, box.height, 9);
  ink.fill();
  ink.stroke();
  ink.textBaseline = 'middle';
  const write = (text: string, at: number, top: number, font: string, color: string, align: CanvasTextAlign = 'left'): void => {
    ink.font = `${font} ${FONT}`;
    ink.fillStyle = color;
    ink.textAlign = align;
    ink.fillText(text, at, top);
  };
  write(heading, x + 14, y + 20, '600 14px', roles.text[scheme]);
  write(legend.title, x + 14, y + 42, '600 12px', roles.text[scheme]);
  let top = y + 64;
  for (const { mark, label, count } of legend.rows) {
    if ('sign' in mark && mark.sign === 'locked') drawLock(ink, roles['text-2'][scheme], x + 15, top - 6);
    else if ('sign' in mark) write(SIGNS[mark.sign] ?? '', x + 14, top, '400 11px', mark.sign === 'above' ? roles.over[scheme] : mark.sign === 'below' ? roles.under[scheme] : roles['text-2'][scheme]);
    else drawSwatch(ink, mark, scheme, x + 14, top - 6);
    write(label, x + 36, top, '400 12px', roles['text-2'][scheme]);
    write(count, x + box.width - 14, top, '400 12px', roles.text[scheme], 'right');
    top += line;
  }
  ink.strokeStyle = roles['text-2'][scheme];
  ink.beginPath();
  ink.moveTo(x + 14, top - 2);
  ink.lineTo(x + 14, top + 3);
  ink.lineTo(x + 14 + scale.px, top + 3);
  ink.lineTo(x + 14 + scale.px, top - 2);
  ink.stroke();
  write(scale.label, x + 22 + scale.px, top, '400 11px', roles['text-2'][scheme]);
  top += 20;
  for (const note of legend.notes) {
    write(note, x + 14, top, '400 11px', roles['text-3'][scheme]);
    top += 16;
  }
}

function drawLock(ink: CanvasRenderingContext2D, color: string, x: number, y: number): void {
  ink.strokeStyle = color;
  ink.fillStyle = color;
  ink.lineWidth = 1.4;
  ink.beginPath();
  ink.moveTo(x + 2.5, y + 6);
  ink.lineTo(x + 2.5, y + 4);
  ink.arc(x + 5.5, y + 4, 3, Math.PI, 0);
  ink.lineTo(x + 8.5, y + 6);
  ink.stroke();
  ink.fillRect(x + 1, y + 6, 9, 6);
  ink.lineWidth = 1;
}

function drawSwatch(ink: CanvasRenderingContext2D, { fill, pattern }: { fill: string; pattern: string }, scheme: Scheme, x: number, y: number): void {
  ink.save();
  ink.beginPath();
  ink.roundRect(x, y, 14, 12, 2);
  ink.fillStyle = fill;
  ink.fill();
  ink.strokeStyle = mapColors.ownCoast[scheme];
  ink.stroke();
  ink.clip();
  if (pattern === 'hatch') {
    ink.strokeStyle = unassignedHatch[scheme];
    for (let at = -12; at < 16; at += 5) {
      ink.beginPath();
      ink.moveTo(x + at, y + 12);
      ink.lineTo(x + at + 12, y);
      ink.stroke();
    }
  } else if (pattern === 'dots') {
    ink.fillStyle = roles['text-2'][scheme];
    for (const [dx, dy] of [[3, 3], [9, 3], [6, 6], [12, 6], [3, 9], [9, 9]]) ink.fillRect(x + dx - 0.7, y + dy - 0.7, 1.4, 1.4);
  }
  ink.restore();
}

function drawFoot(ink: CanvasRenderingContext2D, text: string, scheme: Scheme, width: number, height: number): void {
  ink.font = `400 10.5px ${FONT}`;
  ink.textAlign = 'right';
  ink.textBaseline = 'middle';
  const room = ink.measureText(text).width;
  ink.fillStyle = roles.raised[scheme];
  ink.globalAlpha = 0.85;
  ink.fillRect(width - room - 20, height - 24, room + 12, 18);
  ink.globalAlpha = 1;
  ink.fillStyle = roles['text-2'][scheme];
  ink.fillText(text, width - 14, height - 15);
}
