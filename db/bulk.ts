/**
 * Inserts any number of rows with one prepared statement: the rows are one JSON parameter, and PostgreSQL converts each
 * column to its type. Column names come from the schema.
 */
import { getTableColumns, getTableName, type InferInsertModel } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'

/** A named statement with its values, as `pg` takes it. */
export interface Statement {
  name: string
  text: string
  values: unknown[]
}

export interface BulkOptions {
  /** Columns left to their defaults. */
  omit?: readonly string[]
  /** Columns of the key by which an existing row is replaced. */
  replaceBy?: readonly string[]
  /** Columns of the key by which an existing row is kept as it is. */
  keep?: readonly string[]
}

export type BulkInsert<T extends PgTable> = (rows: readonly InferInsertModel<T>[]) => Statement

export function bulkInsert<T extends PgTable>(table: T, options: BulkOptions = {}): BulkInsert<T> {
  const columns = Object.entries(getTableColumns(table))
    .map(([field, { name }]) => ({ field, name }))
    .filter(({ name }) => !options.omit?.includes(name))
  const names = columns.map(({ name }) => `"${name}"`).join()
  const tableName = `"${getTableName(table)}"`
  const text = [
    `insert into ${tableName} (${names})`,
    `select ${names} from jsonb_populate_recordset(null::${tableName}, $1::jsonb)`,
    options.replaceBy ? replacing(columns, options.replaceBy) : '',
    options.keep ? `on conflict (${options.keep.join()}) do nothing` : '',
  ].join(' ')
  // Statements for the same table differ in how they treat an existing row.
  const otherwise = options.replaceBy ? '-or-replace' : options.keep ? '-or-keep' : ''
  const name = `insert-${getTableName(table)}${otherwise}`
  const byColumn = (row: Record<string, unknown>) =>
    Object.fromEntries(columns.map(({ field, name }) => [name, row[field] ?? null]))
  return (rows) => ({ name, text, values: [JSON.stringify(rows.map(byColumn))] })
}

function replacing(columns: readonly { name: string }[], key: readonly string[]): string {
  const changes = columns
    .filter(({ name }) => !key.includes(name))
    .map(({ name }) => `"${name}" = excluded."${name}"`)
  return `on conflict (${key.join()}) do update set ${changes.join()}`
}
