import { areaFinder, certify, fileOutline, unpackGraph, type Certificate, type Problem } from '@hexalign/engine';
import type { FeatureCollection, MultiPolygon } from 'geojson';
import type { ExportFormat, Paper, ReportLanguage } from '../../contract/exports.ts';
import { areaShapes } from '../units/areaUnits.ts';
import { positionOf, unitAt } from '../units/unitAt.ts';
import { postalRows, type PostalPlaces } from './gis/postalRows.ts';
import type { PlanSheet } from './planSheet.ts';
import type { Stamp } from './stamp.ts';
import { writeExport } from './writeExport.ts';

/** One file of a plan in a format of others; fit to be sent to a thread. */
export interface ExportFileArgs {
  readonly format: ExportFormat;
  /** Packed graph, and the number of territories. */
  readonly demand: { readonly graph: SharedArrayBuffer; readonly k: number };
  /** Its measures may be fewer than the problem's: those that are not shown are in no file. */
  readonly sheet: Omit<PlanSheet, 'graph' | 'certificate'>;
  readonly stamp: Stamp;
  readonly accountNames: readonly string[] | null;
  readonly areas: FeatureCollection | null;
  /** Coarsest and finest of the units. */
  readonly resolution: readonly [number, number];
  readonly paper: Paper;
  readonly language: ReportLanguage;
  /** For the postal list alone. */
  readonly postal: PostalPlaces | null;
}

/** Judges and outlines a plan, and writes it as one file. @param problem what the plan was asked for, with every measure */
export async function exportFile({ format, demand, sheet, stamp, accountNames, areas, resolution, paper, language, postal }: ExportFileArgs, problem: Problem): Promise<Uint8Array> {
  const graph = unpackGraph(demand.graph);
  const names = sheet.territories.map(({ name }) => name);
  const certificate = shown(certify(problem, sheet.slots, { links: sheet.links, seed: sheet.seed, names }), new Set(sheet.measures.map(({ key }) => key)));
  const plan: PlanSheet = { ...sheet, graph, certificate };
  const shapes = areas === null ? (fileOutline(graph, sheet.slots, demand.k, sheet.accounts?.lngLat) as MultiPolygon[] | null) : areaShapes(areas, sheet.slots, demand.k);
  const find = areas === null ? null : areaFinder(areas, 'id');
  const holding = find === null ? (lng: number, lat: number) => unitAt(graph, resolution, lng, lat) : (lng: number, lat: number) => positionOf(graph.ids, find(lng, lat));
  return writeExport(format, { plan, shapes, areas, stamp, accountNames, paper, language, postal: postal && postalRows(plan, postal, holding) });
}

/** What a certificate says of some measures; sentences may have figures of others in them. */
function shown(certificate: Certificate, keys: ReadonlySet<string>): Certificate {
  const measures = certificate.measures.filter(({ key }) => keys.has(key));
  if (measures.length === certificate.measures.length) return certificate;
  return { ...certificate, measures, violations: certificate.violations.filter(({ measure }) => measure === undefined || keys.has(measure)), reasons: [], bound: null, lowerBound: null, gap: null };
}
