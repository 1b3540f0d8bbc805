import { csvLine } from '../csvLine.ts';
import type { Exported } from '../exported.ts';
import { stampFields } from '../stamp.ts';
import { territoryFigures } from '../territoryFigures.ts';
import { territoryGeometry } from '../territoriesGeojson.ts';
import { zipBytes } from '../zipBytes.ts';
import { dbfTable, type DbfColumn } from './dbfTable.ts';
import { fieldNames } from './fieldNames.ts';
import { shpFile } from './shpFile.ts';

/** WGS 84, as ESRI spells it. */
const PROJECTION = 'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';

/** The shapefile as a zip: `.shp`, `.shx`, `.dbf`, `.prj`, `.cpg`, `fields.csv`, which says what the short field names mean, and where it all comes from. */
export function territoriesShapefile({ plan, shapes, stamp }: Pick<Exported, 'plan' | 'shapes' | 'stamp'>): Uint8Array {
  const figures = territoryFigures(plan);
  const { plan_id, revision, hash } = stampFields(stamp);
  const columns = [
    ...figures.map(({ name, kind, meaning, values }) => ({ name, meaning, kind: kind === 'share' ? ('number' as const) : kind, values })),
    ...Object.entries({ plan_id, revision, hash }).map(([name, value]) => ({ name, meaning: 'where the file comes from', kind: 'text' as const, values: plan.territories.map(() => value) })),
  ];
  const names = fieldNames(columns.map(({ name }) => name));
  const { shp, shx } = shpFile(plan.territories.map((_, slot) => territoryGeometry(plan, shapes, slot)));
  const dbf = dbfTable(columns.map(({ kind, values }, c): DbfColumn => ({ name: names[c], kind, values })));
  const legend = [csvLine(['field', 'name', 'meaning']), ...columns.map(({ name, meaning }, c) => csvLine([names[c], name, meaning]))].join('');
  const text = (content: string): Uint8Array => Buffer.from(content, 'utf8');
  return zipBytes([
    { name: 'territories.shp', bytes: shp }, { name: 'territories.shx', bytes: shx }, { name: 'territories.dbf', bytes: dbf },
    { name: 'territories.prj', bytes: text(PROJECTION) }, { name: 'territories.cpg', bytes: text('UTF-8') },
    { name: 'fields.csv', bytes: text(legend) }, // Some readers take a file called *.json for another layer.
    { name: 'manifest.txt', bytes: text(Object.entries(stampFields(stamp)).map(([name, value]) => `${name}: ${value}\n`).join('')) },
  ]);
}
