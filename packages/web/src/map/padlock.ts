import { mapColors } from '../theme/mapColors.ts';
import type { Scheme } from '../theme/roles.ts';

/** Name of the image of a closed padlock. */
export const PADLOCK = 'padlock';

const SIZE = 28;

/** A closed padlock in the ink of labels with their halo round it, at two pixels to one of the map. */
export function padlock(scheme: Scheme): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = SIZE;
  canvas.height = SIZE;
  // Drawn by the processor: read back from the graphics card it waits for all that the card still has to do.
  const ink = canvas.getContext('2d', { willReadFrequently: true });
  if (!ink) throw new Error('the browser cannot draw');
  ink.lineCap = 'round';
  ink.lineJoin = 'round';
  for (const [color, grow] of [[mapColors.selectCasing[scheme], 4], [mapColors.label[scheme], 0]] as const) {
    ink.strokeStyle = color;
    ink.fillStyle = color;
    ink.lineWidth = 2.6 + grow;
    ink.beginPath();
    ink.moveTo(9, 13);
    ink.lineTo(9, 9);
    ink.arc(14, 9, 5, Math.PI, 0);
    ink.lineTo(19, 13);
    ink.stroke();
    ink.lineWidth = grow;
    ink.beginPath();
    ink.roundRect(6, 13, 16, 11, 2.5);
    ink.fill();
    if (grow > 0) ink.stroke();
  }
  return ink.getImageData(0, 0, SIZE, SIZE);
}
