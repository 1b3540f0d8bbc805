import { reportWords } from './reportWords.ts';
import type { ExportFormat } from '../../contract/exports.ts';
import { accountsCsv } from './accountsCsv.ts';
import { inPieces } from './csvLine.ts';
import { mapBook, mapPage } from './draw/mapPages.ts';
import { scenePng } from './draw/scenePng.ts';
import { scenesPdf } from './draw/scenesPdf.ts';
import type { Exported } from './exported.ts';
import { cellsCsv, cellsParquet } from './gis/cellsTable.ts';
import { postalCsv } from './gis/postalCsv.ts';
import { territoriesKml } from './gis/territoriesKml.ts';
import { territoriesParquet } from './gis/territoriesParquet.ts';
import { territoriesShapefile } from './gis/territoriesShapefile.ts';
import { reportXlsx } from './report/reportXlsx.ts';
import { sheetLine } from './sheetLine.ts';
import { territoriesGeojson } from './territoriesGeojson.ts';
import { unitsCsv } from './unitsCsv.ts';

type Writer = (exported: Exported) => Iterable<string> | Uint8Array | Promise<Uint8Array>;

const WRITERS: Readonly<Record<ExportFormat, Writer>> = {
  geojson: ({ plan, shapes, stamp }) => territoriesGeojson(plan, shapes, stamp),
  kml: territoriesKml,
  shapefile: territoriesShapefile,
  geoparquet: territoriesParquet,
  'accounts-csv': ({ plan }) => accountsCsv(plan, sheetLine),
  'units-csv': ({ plan }) => unitsCsv(plan, sheetLine),
  'cells-csv': cellsCsv,
  'cells-parquet': cellsParquet,
  xlsx: reportXlsx,
  'map-png': (exported) => scenePng(mapPage(exported)),
  'map-pdf': (exported) => scenesPdf([mapPage(exported)], exported.stamp, exported.paper, reportWords(exported.language)),
  'book-pdf': (exported) => scenesPdf(mapBook(exported), exported.stamp, exported.paper, reportWords(exported.language)),
  'postal-csv': (exported) => postalCsv(exported, exported.postal ?? []),
};

/** One file of a plan, whole. */
export async function writeExport(format: ExportFormat, exported: Exported): Promise<Uint8Array> {
  const written = await WRITERS[format](exported);
  if (written instanceof Uint8Array) return written;
  return Buffer.concat([...inPieces(written)].map((piece) => Buffer.from(piece, 'utf8')));
}
