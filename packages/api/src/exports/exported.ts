import type { FeatureCollection, MultiPolygon } from 'geojson';
import type { Paper, ReportLanguage } from '../../contract/exports.ts';
import type { PlanSheet } from './planSheet.ts';
import type { PostalRow } from './gis/postalRows.ts';
import type { Stamp } from './stamp.ts';

/** A plan with everything that the files of it are made from. k = territories. */
export interface Exported {
  readonly plan: PlanSheet;
  /** Ground of each of k territories; null where units have no shape (a graph made by others). */
  readonly shapes: readonly MultiPolygon[] | null;
  /** Outlines of units that are areas; null for cells. */
  readonly areas: FeatureCollection | null;
  readonly stamp: Stamp;
  /** Names of the accounts, in their order; null where none are known. */
  readonly accountNames: readonly string[] | null;
  /** Of a PDF. */
  readonly paper: Paper;
  /** Of the words in reports and printed maps. */
  readonly language: ReportLanguage;
  /** Territory by postal code; null where it was not asked for. */
  readonly postal: readonly PostalRow[] | null;
}
