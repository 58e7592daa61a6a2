/** Writes tables that only one kind of case has. The kind says which tables and which rows. */
import type { Kind, OwnTable } from '#domain/engine/kind.ts'
import type { Statement } from '../bulk.ts'
import type { OwnRows } from './fold.ts'

/** In the order of the events. Of a table without a key only the last rows are written, because they replace all earlier rows. */
export function ownTableStatements(caseUuid: string, given: readonly OwnRows[]): Statement[] {
  return given.flatMap(({ table, rows }, index) => {
    const isReplaced = table.key.length === 0 && given.slice(index + 1).some((later) => later.table === table)
    if (isReplaced) return []
    const put = rows.length === 0 ? [] : [putStatement(table, caseUuid, rows)]
    return table.key.length === 0 ? [removeStatement(table, caseUuid), ...put] : put
  })
}

/** Deletes all rows of a case in these tables. */
export const deleteOwnRows = ({ tables }: Kind, caseUuid: string): Statement[] =>
  tables.map((table) => removeStatement(table, caseUuid))

const removeStatement = ({ table }: OwnTable, caseUuid: string): Statement => ({
  name: `delete-${table}`,
  text: `delete from ${table} where case_uuid = $1`,
  values: [caseUuid],
})

function putStatement({ table, columns, key }: OwnTable, caseUuid: string, rows: OwnRows['rows']): Statement {
  const names = ['case_uuid', ...columns].map((column) => `"${column}"`).join()
  const changes = columns.map((column) => `"${column}" = excluded."${column}"`).join()
  const replacing = key.length === 0 ? '' : ` on conflict (case_uuid, ${key.join()}) do update set ${changes}`
  return {
    name: `insert-${table}`,
    text: `insert into ${table} (${names}) select ${names} from jsonb_populate_recordset(null::${table}, $1::jsonb)${replacing}`,
    values: [JSON.stringify(rows.map((row) => ({ ...row, case_uuid: caseUuid })))],
  }
}
