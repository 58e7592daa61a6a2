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

/** About how many projects have all these words. */
export async function projectsWith(pool: Pool, q: string): Promise<number> {
  const plan = await estimated(pool, 'select from project where search @@ zh_q($1)', [q])
  return plan?.['Plan Rows'] ?? 0
}

/** Up to so many projects are read to check the other conditions on them. */
const FEW = 5_000

/** Of conditions on `p`, the one that fewest projects meet; undefined when even these are many. */
export async function rarest(
  pool: Pool,
  conditions: readonly string[],
  values: readonly unknown[],
): Promise<string | undefined> {
  const each = conditions.map((condition) => `select from project p where ${condition}`)
  const plan = await estimated(pool, each.join(' union all '), [...values])
  const counts = (each.length === 1 ? [plan] : (plan?.Plans ?? [])).map((one) => one?.['Plan Rows'] ?? 0)
  // A condition that nothing can meet is not even planned: then there is nothing to find.
  if (counts.length !== each.length) return undefined
  const least = Math.min(...counts)
  return least <= FEW ? conditions[counts.indexOf(least)] : undefined
}
