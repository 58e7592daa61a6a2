/** What the record has of signals that a run accepted. */
import type { CaseId, CommandId } from '#domain/ids.ts'
import type { Pool } from './connect.ts'

/** Which of these commands of the case were decided. */
export async function decidedCommands(
  pool: Pool,
  caseId: CaseId,
  commandIds: readonly CommandId[],
): Promise<Set<CommandId>> {
  const { rows } = await pool.query<{ id: CommandId }>(
    'select command_id as id from command where case_id = $1 and command_id = any($2::text[])',
    [caseId, commandIds],
  )
  return new Set(rows.map(({ id }) => id))
}

/** Which of these messages were kept as dead letters. */
export async function keptLetters(pool: Pool, effectKeys: readonly string[]): Promise<Set<string>> {
  const { rows } = await pool.query<{ key: string }>(
    'select effect_key as key from dead_letter where effect_key = any($1::text[])',
    [effectKeys],
  )
  return new Set(rows.map(({ key }) => key))
}
