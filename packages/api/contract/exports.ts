import { z } from 'zod';
import { Id, PlanParams, ScenarioParams } from './ids.ts';

/** Which state of the scenario; none = the latest. */
export const ExportQuery = z.object({ seq: z.coerce.number().int().min(0).optional() });

/** Files that a plan leaves in, by what each is for. */
export const exportFormats = {
  geojson: { group: 'gis', media: 'application/geo+json', ending: 'territories.geojson' },
  kml: { group: 'gis', media: 'application/vnd.google-earth.kml+xml', ending: 'territories.kml' },
  shapefile: { group: 'gis', media: 'application/zip', ending: 'territories-shapefile.zip' },
  geoparquet: { group: 'gis', media: 'application/vnd.apache.parquet', ending: 'territories.parquet' },
  'accounts-csv': { group: 'tables', media: 'text/csv', ending: 'accounts.csv' },
  'units-csv': { group: 'tables', media: 'text/csv', ending: 'units.csv' },
  'cells-csv': { group: 'tables', media: 'text/csv', ending: 'cells.csv' },
  'cells-parquet': { group: 'tables', media: 'application/vnd.apache.parquet', ending: 'cells.parquet' },
  'postal-csv': { group: 'tables', media: 'text/csv', ending: 'postal.csv' },
  xlsx: { group: 'report', media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ending: 'report.xlsx' },
  'map-png': { group: 'map', media: 'image/png', ending: 'map.png' },
  'map-pdf': { group: 'map', media: 'application/pdf', ending: 'map.pdf' },
  'book-pdf': { group: 'map', media: 'application/pdf', ending: 'map-book.pdf' },
} as const satisfies Record<string, { group: 'gis' | 'tables' | 'report' | 'map'; media: string; ending: string }>;

export type ExportFormat = keyof typeof exportFormats;
export const ExportFormat = z.enum(Object.keys(exportFormats) as [ExportFormat, ...ExportFormat[]]).meta({ id: 'ExportFormat' });

export const ExportParams = ScenarioParams.extend({ format: ExportFormat });
export const InForceExportParams = PlanParams.extend({ format: ExportFormat });

/** Paper of a map or a book, landscape. */
export const Paper = z.enum(['a4', 'a3', 'a0']).meta({ id: 'Paper' });
export type Paper = z.infer<typeof Paper>;

/** Language of the words in reports, printed maps and books. */
export const ReportLanguage = z.enum(['en', 'de']).meta({ id: 'ReportLanguage' });
export type ReportLanguage = z.infer<typeof ReportLanguage>;

/** `layer`: an imported boundary layer whose areas are the postal codes of `postal-csv`; left out: known places of codes. `paper`: of a PDF. `language`: of what people read in it. */
const What = z.object({ paper: Paper.default('a4'), language: ReportLanguage.default('en'), layer: z.string().trim().min(1).max(60).optional() });
/** A state of the scenario by its number, or by the revision that names it; none = the latest. */
export const ExportFileQuery = What.extend({ seq: z.coerce.number().int().min(0).optional(), revisionId: Id.optional() });
/** The day on which it is in force; none = today. */
export const InForceExportQuery = What.extend({ date: z.iso.date().optional() });
