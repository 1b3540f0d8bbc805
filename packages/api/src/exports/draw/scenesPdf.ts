// The types know the default export alone, under whatever name.
import Pdf from 'pdfkit';
import type { Paper } from '../../../contract/exports.ts';
import type { ReportWords } from '../reportWords.ts';
import { stampLine, type Stamp } from '../stamp.ts';
import { fontFiles } from './fonts.ts';
import type { Item, Scene, Weight } from './scene.ts';

/** Width and height of paper, landscape, in points. */
const SIZES = { a4: [841.89, 595.28], a3: [1190.55, 841.89], a0: [3370.39, 2383.94] } as const satisfies Record<Paper, readonly [number, number]>;

/** Pages as one PDF: lines stay lines and texts texts, with an outline of the pages where there are several. */
export async function scenesPdf(scenes: readonly Scene[], stamp: Stamp, paper: Paper, t: Pick<ReportWords, 'tell'>): Promise<Uint8Array> {
  const [width, height] = SIZES[paper];
  const document = new Pdf({
    autoFirstPage: false, margin: 0, font: fontFiles[400], size: [width, height],
    info: { Title: stamp.plan, Subject: stampLine({ ...stamp, revision: stamp.revision && t.tell(stamp.revision) }), Creator: 'Hexalign', Producer: 'Hexalign', ...(stamp.date === null ? {} : { CreationDate: new Date(`${stamp.date}T00:00:00Z`) }) },
  });
  const chunks: Uint8Array[] = [];
  const ended = new Promise<void>((done, failed) => {
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    document.on('end', () => done());
    document.on('error', failed);
  });
  for (const scene of scenes) {
    document.addPage({ size: [width, height], margin: 0 });
    if (scenes.length > 1) document.outline.addItem(scene.title);
    document.scale(width / scene.width);
    for (const item of scene.items) draw(document, item);
  }
  document.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}

function draw(document: PDFKit.PDFDocument, item: Item): void {
  document.save();
  switch (item.kind) {
    case 'path': {
      const { d, fill, stroke, width = 1, dash } = item;
      document.path(d).lineWidth(width).lineJoin('round');
      if (dash) document.dash(dash[0], { space: dash[1] });
      if (fill && stroke) document.fillAndStroke(fill, stroke, 'even-odd');
      else if (fill) document.fill(fill, 'even-odd');
      else if (stroke) document.stroke(stroke);
      break;
    }
    case 'dot':
      document.circle(item.x, item.y, item.radius).lineWidth(0.5);
      if (item.stroke) document.fillAndStroke(item.fill, item.stroke);
      else document.fill(item.fill);
      break;
    case 'text':
      if (item.halo) {
        // Letters once as outlines in the colour behind them, then as they are.
        document.strokeColor(item.halo).lineWidth(item.size / 4).lineJoin('round');
        letters(document, item, { stroke: true, fill: false });
      }
      document.fillColor(item.fill);
      letters(document, item, { fill: true });
      break;
  }
  document.restore();
}

function letters(document: PDFKit.PDFDocument, { text, x, y, size, weight, anchor }: Extract<Item, { kind: 'text' }>, how: { stroke?: boolean; fill: boolean }): void {
  document.font(fontFiles[weight satisfies Weight]).fontSize(size);
  const width = document.widthOfString(text);
  const from = anchor === 'start' ? x : anchor === 'middle' ? x - width / 2 : x - width;
  document.text(text, from, y, { ...how, baseline: 'alphabetic', lineBreak: false });
}
