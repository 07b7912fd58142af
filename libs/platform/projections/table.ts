/** A read model's table as its TypeORM entity describes it, and the bulk statements on it. Values travel as text both ways. */
import { DataSource, type EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

export type Key = string;

interface Column {
  readonly property: string;
  readonly name: string;
  /** PostgreSQL type for a cast, `text[]`. */
  readonly type: string;
  readonly toText: (value: unknown) => string | null;
  readonly fromText: (text: string) => unknown;
}

/** What one batch leaves behind. */
export interface NetChange<Row> {
  /** Keys that were not in the table. */
  readonly inserted: readonly Row[];
  readonly updated: readonly Row[];
  readonly deleted: readonly Key[];
}

export const quote = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;

export class Table<Row extends object> {
  readonly key: string;
  private readonly columns: readonly Column[];
  private readonly keyColumn: Column;
  private readonly properties: readonly string[];

  constructor(
    readonly name: string,
    columns: readonly Column[],
    keyProperty: string,
  ) {
    this.columns = columns;
    this.properties = columns.map((column) => column.property);
    this.key = keyProperty;
    this.keyColumn = columns.find((column) => column.property === keyProperty)!;
  }

  keyOf(row: Row): Key {
    return (row as Record<string, unknown>)[this.key] as Key;
  }

  /** A column the fold left out is NULL, in memory as it will be after a reload. */
  complete(row: Row): Row {
    const values = row as Record<string, unknown>;
    for (const property of this.properties) if (values[property] === undefined) values[property] = null;
    return row;
  }

  /** Rows as values of text for `write`. @throws what a value that does not fit its column throws */
  encode(rows: readonly Row[]): (string | null)[][] {
    return this.columns.map((column) =>
      rows.map((row) => column.toText((row as Record<string, unknown>)[column.property])),
    );
  }

  /** Existing rows by key, in one query. @param table the table itself by default, or its twin under rebuild */
  async load(client: ClientBase, keys: readonly Key[], table = this.name): Promise<Map<Key, Row>> {
    const selection = this.columns.map((column) => `${textOf(column)} as ${quote(column.name)}`).join(', ');
    const { rows } = await client.query<(string | null)[]>({
      name: `load ${table}`,
      text: `select ${selection} from ${quote(table)} where ${quote(this.keyColumn.name)} = any($1::text[])`,
      values: [keys],
      rowMode: 'array',
    });
    const found = new Map<Key, Row>();
    for (const values of rows) {
      const row: Record<string, unknown> = {};
      this.columns.forEach((column, index) => {
        const text = values[index] ?? null;
        row[column.property] = text === null ? null : column.fromText(text);
      });
      found.set(row[this.key] as Key, row as Row);
    }
    return found;
  }

  async remove(client: ClientBase, keys: readonly Key[], table = this.name): Promise<void> {
    await client.query({
      name: `remove ${table}`,
      text: `delete from ${quote(table)} where ${quote(this.keyColumn.name)} = any($1::text[])`,
      values: [keys],
    });
  }

  /** @param encoded columns of text, see `encode` */
  async upsert(client: ClientBase, encoded: (string | null)[][], table = this.name): Promise<void> {
    const names = this.columns.map((column) => quote(column.name));
    const key = quote(this.keyColumn.name);
    const arrays = this.columns.map((_, index) => `$${index + 1}::text[]`).join(', ');
    const casts = this.columns.map((column, index) => `c${index}::${column.type}`).join(', ');
    const aliases = this.columns.map((_, index) => `c${index}`).join(', ');
    const others = names.filter((name) => name !== key);
    const onConflict =
      others.length > 0
        ? `do update set ${others.map((name) => `${name} = excluded.${name}`).join(', ')}`
        : 'do nothing';
    await client.query({
      name: `upsert ${table}`,
      text:
        `insert into ${quote(table)} (${names.join(', ')}) select ${casts} ` +
        `from unnest(${arrays}) as batch(${aliases}) on conflict (${key}) ${onConflict}`,
      values: encoded,
    });
  }

  /** Appends rows whose keys are new, by COPY. */
  async copy(client: ClientBase, encoded: (string | null)[][], table = this.name): Promise<void> {
    const names = this.columns.map((column) => quote(column.name)).join(', ');
    const lines: string[] = [];
    const count = encoded[0]?.length ?? 0;
    for (let row = 0; row < count; row++) {
      let line = '';
      for (let column = 0; column < encoded.length; column++) {
        const value = encoded[column]![row];
        line +=
          (column === 0 ? '' : '\t') + (value === null || value === undefined ? '\\N' : escapeCopy(value));
      }
      lines.push(line);
    }
    const stream = client.query(copyFrom(`copy ${quote(table)} (${names}) from stdin`));
    await new Promise<void>((resolve, reject) => {
      stream.on('finish', resolve);
      stream.on('error', reject);
      stream.end(lines.join('\n') + '\n');
    });
  }
}

const SPECIAL = /[\\\t\n\r]/;
const escapeCopy = (value: string): string =>
  SPECIAL.test(value)
    ? value.replace(/[\\\t\n\r]/g, (sign) =>
        sign === '\\' ? '\\\\' : sign === '\t' ? '\\t' : sign === '\n' ? '\\n' : '\\r',
      )
    : value;

/** Arrays come as JSON, so that one reader serves every element type; all else as PostgreSQL prints it. */
const textOf = (column: Column): string => {
  if (column.type.endsWith('[]')) return `to_json(${quote(column.name)})::text`;
  // ISO 8601 whatever the session's date style is.
  if (column.type.startsWith('timestamp')) return `to_json(${quote(column.name)}) #>> '{}'`;
  return `${quote(column.name)}::text`;
};

const arrayLiteral = (values: readonly unknown[]): string =>
  `{${values
    .map((value) => {
      if (value === null || value === undefined) return 'NULL';
      if (Array.isArray(value)) return arrayLiteral(value);
      return `"${scalar(value).replace(/[\\"]/g, '\\$&')}"`;
    })
    .join(',')}}`;

const scalar = (value: unknown): string => {
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value as string | number | bigint | boolean);
};

const isJson = (type: string): boolean => type === 'json' || type === 'jsonb';

/** How a column's text becomes the value that the fold had written. `declared` is the TypeScript type, where reflection knows it. */
const reader = (type: string, declared: unknown): ((text: string) => unknown) => {
  if (type.endsWith('[]') || isJson(type)) return (text) => JSON.parse(text) as unknown;
  if (type === 'boolean') return (text) => text === 'true' || text === 't';
  if (/^(integer|smallint|real|double precision)$/.test(type)) return Number;
  if (/^(bigint|numeric)/.test(type)) {
    return declared === BigInt ? BigInt : declared === Number ? Number : (text) => text;
  }
  if (type.startsWith('timestamp')) {
    const instant = (text: string): Date => new Date(/[+-]\d\d:\d\d$/.test(text) ? text : `${text}Z`);
    return declared === Date ? instant : (text) => instant(text).toISOString();
  }
  if (type === 'bytea') return (text) => Buffer.from(text.slice(2), 'hex');
  return (text) => text;
};

/** Metadata of entities without a connection. */
class Blueprint extends DataSource {
  static async of(entities: readonly (new () => object)[]): Promise<EntityMetadata[]> {
    const blueprint = new Blueprint({ type: 'postgres', entities: [...entities] });
    await blueprint.buildMetadatas();
    return blueprint.entityMetadatas;
  }
}

const columnOf = (entity: EntityMetadata, column: ColumnMetadata): Column => {
  const base = entity.connection.driver.normalizeType(column);
  const type = column.isArray ? `${base}[]` : base;
  const declared: unknown = Reflect.getMetadata(
    'design:type',
    (entity.target as new () => object).prototype as object,
    column.propertyName,
  );
  const toText: Column['toText'] = column.isArray
    ? (value) => (value === null || value === undefined ? null : arrayLiteral(value as unknown[]))
    : isJson(type)
      ? (value) => (value === null || value === undefined ? null : JSON.stringify(value))
      : (value) => (value === null || value === undefined ? null : scalar(value));
  return {
    property: column.propertyName,
    name: column.databaseName,
    type,
    toText,
    fromText: reader(type, declared),
  };
};

/**
 * Reads the table of one entity. No connection is made.
 * @throws when the entity has not exactly one primary column of a text type
 */
export const tableOf = async <Row extends object>(entity: new () => Row): Promise<Table<Row>> => {
  const [metadata] = await Blueprint.of([entity]);
  if (!metadata) throw new Error(`${entity.name} is not an entity`);
  const [primary, ...more] = metadata.primaryColumns;
  const table = new Table<Row>(
    metadata.tableName,
    metadata.columns.map((column) => columnOf(metadata, column)),
    primary?.propertyName ?? '',
  );
  const type = primary && metadata.connection.driver.normalizeType(primary);
  if (more.length > 0 || !type || !['text', 'character varying', 'uuid'].includes(type)) {
    throw new Error(`${entity.name} must have exactly one primary column of type text`);
  }
  return table;
};
