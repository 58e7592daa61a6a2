/**
 * How common the things searched for are, which decides what is looked up by them and what is only checked on the way. The
 * planner knows it well enough, without looking at a row.
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

/** About how many have all these words, and one of the marks; both as a `tsquery`. */
export async function countWith(
  pool: Pool,
  table: 'task' | 'case_view',
  words: string,
  marks: string,
): Promise<number> {
  const text = `select from ${table} where ${WORDS_OF[table]} @@ ($1::tsquery && $2::tsquery)`
  return (await estimated(pool, text, [words, marks]))?.['Plan Rows'] ?? 0
}

export interface Condition {
  /** On `p`, a row of `case_view`. */
  text: string
  /** The same, but for what the others ask for anyway, where an index knows that. */
  narrow?: string
  /** It finds what is searched for when no more cases than these meet it. */
  few: number
}

/** The condition that fewest cases meet; undefined when even these are many. */
export async function rarest(
  pool: Pool,
  conditions: readonly Condition[],
  values: readonly unknown[],
): Promise<Condition | undefined> {
  const each = conditions.map(({ text, narrow = text }) => `select from case_view p where ${narrow}`)
  const plan = await estimated(pool, each.join(' union all '), [...values])
  const counts = (each.length === 1 ? [plan] : (plan?.Plans ?? [])).map((one) => one?.['Plan Rows'] ?? 0)
  // A condition that nothing can meet is not even planned: then there is nothing to find.
  if (counts.length !== each.length) return undefined
  const least = Math.min(...counts)
  const found = conditions[counts.indexOf(least)]
  return found && least <= found.few ? found : undefined
}
