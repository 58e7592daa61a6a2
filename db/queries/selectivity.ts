/**
 * Selectivity: how many rows match a condition, estimated by PostgreSQL's planner without reading a row. It decides which condition
 * finds the rows; the others are checked on those rows.
 */
import type { Pool } from '../connect.ts'

interface Planned {
  'Plan Rows': number
  Plans?: Planned[]
}

async function estimated(pool: Pool, text: string, values: unknown[]): Promise<Planned | undefined> {
  const { rows } = await pool.query<{ 'QUERY PLAN': [{ Plan: Planned }] }>(
    `explain (format json) ${text}`,
    values,
  )
  return rows[0]?.['QUERY PLAN'][0].Plan
}

const WORDS_OF = { task: 'words', case_view: 'search' } as const

/** Estimated number of rows with all these words and one of the marks; both are given as `tsquery`. */
export async function estimateMatches(
  pool: Pool,
  table: 'task' | 'case_view',
  words: string,
  marks: string,
): Promise<number> {
  const text = `select from ${table} where ${WORDS_OF[table]} @@ ($1::tsquery && $2::tsquery)`
  return (await estimated(pool, text, [words, marks]))?.['Plan Rows'] ?? 0
}

export interface Condition {
  /** SQL over `p`, a row of `case_view`. */
  text: string
  /** A form that an index answers with fewer rows. The other conditions exclude the same rows. */
  narrow?: string
  /** It may be used for finding when at most so many cases match it. */
  few: number
}

/** The condition that the fewest cases match; undefined when even these are too many. */
export async function mostSelective(
  pool: Pool,
  conditions: readonly Condition[],
  values: readonly unknown[],
): Promise<Condition | undefined> {
  const each = conditions.map(({ text, narrow = text }) => `select from case_view p where ${narrow}`)
  const plan = await estimated(pool, each.join(' union all '), [...values])
  const counts = (each.length === 1 ? [plan] : (plan?.Plans ?? [])).map((one) => one?.['Plan Rows'] ?? 0)
  // The planner drops a condition that cannot be true: then nothing is found.
  if (counts.length !== each.length) return undefined
  const least = Math.min(...counts)
  const found = conditions[counts.indexOf(least)]
  return found && least <= found.few ? found : undefined
}
