import type { RecordKind } from '../../contract/imports.ts';

/** What a cell of a field holds, and so how it is read. */
export type FieldType = 'text' | 'number' | 'day' | 'list' | 'degrees' | 'geometry' | 'role';

/** A field of a kind of records. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly required: boolean;
  /** For people, e.g. `the first day, such as 2026-03-31`. */
  readonly holds: string;
  /** Column names that mean it, without case, accents and punctuation; earlier ones count more. */
  readonly called: readonly RegExp[];
}

function field(name: string, type: FieldType, holds: string, called: RegExp, required = false): Field {
  return { name, type, required, holds, called: [new RegExp(`^${name.toLowerCase()}$`), called] };
}

const LNG = /^(lng|lon|long|longitude|laengengrad|x|homelng|homelon|homelongitude|geometrylongitude)$/;
const LAT = /^(lat|latitude|breitengrad|y|homelat|homelatitude|geometrylatitude)$/;
const POSTAL = /^(zip|zipcode|zip5|postal|postalcode|postcode|plz|codepostal|codigopostal|homezip|homepostal|homepostalcode)$/;
const COUNTRY = /^(country|countrycode|iso2|land|pays|pais)$/;
const TERRITORY = /^(territory|territoryid|currentterritory|position|gebiet|bezirk|territoire|territorio)$/;

const ID = field('id', 'text', 'an id of its own, kept as it is written', /^(.{0,16}(id|key|code|number|nr|nummer)|guid|uuid)$/, true);
const PLACE: readonly Field[] = [
  field('lng', 'degrees', 'a longitude in degrees', LNG),
  field('lat', 'degrees', 'a latitude in degrees', LAT),
  field('postal', 'text', 'a postal code, used where there are no degrees', POSTAL),
  field('country', 'text', 'the country of the postal code', COUNTRY),
];

/** The fields of each kind. */
export const FIELDS: Readonly<Record<RecordKind, readonly Field[]>> = {
  accounts: [
    ID,
    field('name', 'text', 'a name', /^((account|customer|client|company|site|store|facility|hospital)(name)?|firma|nom|nombre)$/),
    ...PLACE,
    field('segments', 'list', 'segments, several joined by ; or |', /^(segment|industry|sector|type|branche)$/),
    field('owner', 'text', 'who looks after it today', /^(accountowner|salesrep|rep|assignedto|ownername|ownerid)$/),
    field('parent', 'text', 'the id of the account above it', /^(parentid|parentaccount|parentaccountid|family|group)$/),
    field('visitClass', 'text', 'a class of visits, such as A', /^(class|abc|tier|grade)$/),
    field('minutesPerVisit', 'number', 'minutes', /^(visitminutes|minutes|duration)$/),
    field('current', 'text', 'its territory of today', TERRITORY),
    field('opportunities', 'number', 'how many deals are open', /^(openopportunities|openopps|opps|opendeals|deals|offenechancen)$/),
  ],
  people: [
    ID,
    field('name', 'text', 'a name', /^(fullname|person|employee|rep|salesrep|mitarbeiter)$/),
    ...PLACE,
    field('skills', 'list', 'skills, several joined by ; or |', /^(skill|languages?|industries)$/),
    field('capacity', 'number', 'the work one can do, in the unit of the workload', /^(hours|capacityhours|fte|kapazitaet)$/),
    field('hired', 'day', 'the first day, such as 2026-03-31', /^(hiredate|startdate|start|from|entrydate|eintritt)$/),
    field('leaves', 'day', 'the last day, such as 2026-12-31', /^(leavedate|enddate|end|until|termination|terminationdate|austritt)$/),
    field('territory', 'text', 'the territory covered today', TERRITORY),
  ],
  covers: [
    field('territory', 'text', 'the id of a territory', TERRITORY, true),
    field('person', 'text', 'the id of a person', /^(personid|employee|employeeid|rep|user|userid)$/, true),
    field('role', 'role', 'owner, overlay or backup', /^(rolle)$/),
    field('from', 'day', 'the first day, such as 2026-03-31', /^(start|startdate|since|begin|effectivedate)$/, true),
    field('to', 'day', 'the last day, such as 2026-12-31', /^(until|end|enddate)$/),
  ],
  owners: [
    field('account', 'text', 'the id of an account', /^(accountid|customer|customerid|id|crmid)$/, true),
    field('territory', 'text', 'the territory it is assigned to', TERRITORY),
    field('owner', 'text', 'who owns it', /^(ownerid|accountowner|salesrep|rep|assignedto|user)$/),
    field('since', 'day', 'the day since when', /^(from|startdate|assignedon|assigneddate)$/),
  ],
  postal: [
    field('postal', 'text', 'a postal code', POSTAL, true),
    field('lng', 'degrees', 'a longitude in degrees', LNG, true),
    field('lat', 'degrees', 'a latitude in degrees', LAT, true),
    field('country', 'text', 'the country of the code, such as DE', COUNTRY),
    field('name', 'text', 'the name of the place', /^(place|city|town|ort|stadt)$/),
  ],
  areas: [
    field('id', 'text', 'an id of its own', /^(.{0,16}(id|code|geoid|key|fips)|zip|zipcode|plz|postalcode|postcode|iso2)$/, true),
    field('name', 'text', 'a name', /^(label|title)$/),
    field('geometry', 'geometry', 'a polygon as GeoJSON', /^(geojson|shape|wkbgeometry|geom)$/, true),
  ],
};

/** The fields that tell records of a kind apart: accounts by their id, postal codes by country, covers from day to day. */
const KEYS: Readonly<Record<RecordKind, readonly string[]>> = { accounts: ['id'], people: ['id'], covers: ['territory', 'role', 'from', 'person'], owners: ['account'], postal: ['country', 'postal'], areas: ['id'] };

/** What a record is known by: one field as it is written, or several joined by `|`. */
export function keyOf(kind: RecordKind, value: (field: string) => string): string {
  if (kind === 'postal') return `${value('country').trim().toUpperCase()}|${value('postal').toUpperCase().replace(/[\s-]/g, '')}`;
  return KEYS[kind].map(value).join('|');
}

/** The field to name when a key is missing or repeated. */
export function keyField(kind: RecordKind): string {
  return FIELDS[kind].find(({ required }) => required)!.name;
}
