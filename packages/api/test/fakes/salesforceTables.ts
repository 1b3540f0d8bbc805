/** Rows of a table by column. */
export type FakeRow = Record<string, string>;

interface TableRule {
  readonly prefix: string;
  /** Lookups by the name of their relationship: column of the id, and the table that it points to. */
  readonly lookups: Readonly<Record<string, readonly [column: string, table: string]>>;
  readonly operations: readonly string[];
  /** Columns that cannot be given as a record is made. */
  readonly notCreateable?: readonly string[];
  readonly needed: readonly string[];
  readonly unique: readonly string[];
}

/** What the tables allow, as the public object reference says. */
export const TABLES: Readonly<Record<string, TableRule>> = {
  Organization: { prefix: '00D', lookups: {}, operations: [], needed: [], unique: [] },
  User: { prefix: '005', lookups: {}, operations: ['update'], needed: ['Username'], unique: ['Username'] },
  Account: { prefix: '001', lookups: { Owner: ['OwnerId', 'User'] }, operations: ['insert', 'update', 'upsert', 'delete'], needed: ['Name'], unique: [] },
  Territory2Type: { prefix: '0M5', lookups: {}, operations: ['insert', 'update', 'upsert', 'delete'], needed: ['DeveloperName', 'MasterLabel', 'Priority'], unique: ['DeveloperName', 'Priority'] },
  Territory2Model: { prefix: '0MA', lookups: {}, operations: ['insert', 'update', 'upsert', 'delete'], needed: ['DeveloperName', 'Name'], unique: ['DeveloperName', 'Hexalign_Key__c'] },
  Territory2: {
    prefix: '0MI', operations: ['insert', 'update', 'upsert', 'delete'], needed: ['DeveloperName', 'Name', 'Territory2ModelId', 'Territory2TypeId'], unique: ['DeveloperName', 'Hexalign_Key__c'], notCreateable: ['ForecastUserId'],
    lookups: { Territory2Model: ['Territory2ModelId', 'Territory2Model'], Territory2Type: ['Territory2TypeId', 'Territory2Type'], ParentTerritory2: ['ParentTerritory2Id', 'Territory2'], ForecastUser: ['ForecastUserId', 'User'] },
  },
  UserTerritory2Association: { prefix: '0LT', operations: ['insert', 'delete'], needed: ['UserId', 'Territory2Id'], unique: [], lookups: { User: ['UserId', 'User'], Territory2: ['Territory2Id', 'Territory2'] } },
  ObjectTerritory2Association: { prefix: '0ML', operations: ['insert', 'delete'], needed: ['ObjectId', 'Territory2Id', 'AssociationCause'], unique: [], lookups: { 'Account:Object': ['ObjectId', 'Account'], Territory2: ['Territory2Id', 'Territory2'] } },
  Territory2ObjectExclusion: { prefix: '0MX', operations: ['insert', 'update', 'upsert', 'delete'], needed: ['ObjectId', 'Territory2Id'], unique: [], lookups: { 'Account:Object': ['ObjectId', 'Account'], Territory2: ['Territory2Id', 'Territory2'] } },
};

/** A row that is refused, in the words of the interface. */
export class RowError extends Error {}

/** The records of an organisation. */
export class SalesforceTables {
  readonly rows: Record<string, FakeRow[]> = Object.fromEntries(Object.keys(TABLES).map((name) => [name, []]));
  #next = 1;

  add(table: string, values: FakeRow): FakeRow {
    const row = { Id: `${TABLES[table].prefix}${String(this.#next++).padStart(12, '0')}AAA`, ...values };
    this.rows[table].push(row);
    return row;
  }

  find(table: string, column: string, value: string): FakeRow | undefined {
    return this.rows[table].find((row) => (column === 'Id' ? row.Id.slice(0, 15) === value.slice(0, 15) : row[column]?.toLowerCase() === value.toLowerCase()));
  }

  /** One row of a job. Returns the id and whether the record is new. @throws RowError */
  apply(table: string, operation: string, key: string | null, given: FakeRow): { id: string; created: boolean } {
    const rule = TABLES[table];
    if (operation === 'delete') return { id: this.#remove(table, given.Id), created: false };
    const values = this.#resolved(table, given);
    const found = operation === 'update' ? this.find(table, 'Id', values.Id ?? '') : operation === 'upsert' ? this.find(table, key!, values[key!] ?? '') : undefined;
    if (operation === 'update' && found === undefined) throw new RowError(`INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:--`);
    if (operation === 'upsert' && !values[key!]) throw new RowError(`MISSING_ARGUMENT:${key} not specified:--`);
    if (found === undefined) {
      for (const column of rule.needed) if (!values[column]) throw new RowError(`REQUIRED_FIELD_MISSING:Required fields are missing: [${column}]:${column}--`);
      for (const column of rule.notCreateable ?? []) if (values[column]) throw new RowError(`INVALID_FIELD_FOR_INSERT_UPDATE:Unable to create/update fields: ${column}:${column}--`);
    }
    this.#check(table, values, found);
    if (found !== undefined) Object.assign(found, values, { Id: found.Id });
    return found === undefined ? { id: this.add(table, { ...(table === 'Territory2Model' ? { State: 'Planning' } : {}), ...values }).Id, created: true } : { id: found.Id, created: false };
  }

  #resolved(table: string, given: FakeRow): FakeRow {
    const values: FakeRow = {};
    for (const [column, text] of Object.entries(given)) {
      const [relation, field] = [column.slice(0, column.lastIndexOf('.')), column.slice(column.lastIndexOf('.') + 1)];
      const lookup = TABLES[table].lookups[relation];
      if (!column.includes('.')) {
        if (text !== '') values[column] = text === '#N/A' ? '' : text;
      } else if (lookup === undefined) throw new RowError(`INVALID_FIELD:No such relationship '${relation}' on entity '${table}':--`);
      else if (text === '#N/A') values[lookup[0]] = '';
      else if (text !== '') {
        const found = this.find(lookup[1], field, text);
        if (found === undefined) throw new RowError(`INVALID_FIELD:Foreign key external ID: ${text} not found for field ${field} in entity ${lookup[1]}:--`);
        values[lookup[0]] = found.Id;
      }
    }
    return values;
  }

  #check(table: string, values: FakeRow, found: FakeRow | undefined): void {
    for (const column of TABLES[table].unique) {
      const other = values[column] ? this.find(table, column, values[column]) : undefined;
      if (other !== undefined && other !== found) throw new RowError(`DUPLICATE_VALUE:duplicate value found: ${column} duplicates value on record with id: ${other.Id}:--`);
    }
    if (values.DeveloperName && !/^[A-Za-z](?!.*__)[A-Za-z0-9_]{0,79}(?<!_)$/.test(values.DeveloperName)) throw new RowError(`INVALID_API_NAME:The API name can only contain underscores and alphanumeric characters:DeveloperName--`);
    for (const [column, to] of Object.values(TABLES[table].lookups)) if (values[column] && this.find(to, 'Id', values[column]) === undefined) throw new RowError(`INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:${column}--`);
    if (table === 'Territory2' && values.ForecastUserId) {
      const assigned = this.rows.UserTerritory2Association.some((row) => row.UserId === this.find('User', 'Id', values.ForecastUserId)?.Id && row.Territory2Id === found?.Id);
      if (!assigned) throw new RowError('FIELD_INTEGRITY_EXCEPTION:The forecast manager must be assigned to the territory:ForecastUserId--');
    }
    const twice = { UserTerritory2Association: 'UserId', ObjectTerritory2Association: 'ObjectId' }[table];
    if (twice !== undefined && this.rows[table].some((row) => row[twice] === values[twice] && row.Territory2Id === values.Territory2Id)) throw new RowError('DUPLICATE_VALUE:this record is on this territory already:--');
  }

  #remove(table: string, id: string): string {
    const found = this.find(table, 'Id', id ?? '');
    if (found === undefined) throw new RowError('INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:--');
    const below = { Territory2Model: ['Territory2', 'Territory2ModelId'], Territory2Type: ['Territory2', 'Territory2TypeId'], Territory2: ['Territory2', 'ParentTerritory2Id'] }[table];
    if (below !== undefined && this.rows[below[0]].some((row) => row[below[1]] === found.Id)) throw new RowError('DELETE_FAILED:Your attempt to delete could not be completed because it is associated with other records:--');
    this.rows[table] = this.rows[table].filter((row) => row !== found);
    if (table === 'Territory2') for (const link of ['UserTerritory2Association', 'ObjectTerritory2Association', 'Territory2ObjectExclusion']) this.rows[link] = this.rows[link].filter((row) => row.Territory2Id !== found.Id);
    return found.Id;
  }
}
