/** Calendar and policy in force, for people who want no notices outside office hours. */
import type { Pool } from '#db/connect.ts'
import { ReferenceVersions } from '#db/record/facts.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import type { OfficeHours } from '#domain/engine/notice-timing.ts'
import { dateOf, type Instant } from '#domain/values/plain-date.ts'

const IN_FORCE = `
  select (select version from calendar_version where effective_at <= $1
      order by effective_at desc, loaded_real desc limit 1) as calendar,
    (select version from policy_version where effective_from <= $2
      order by effective_from desc, version desc limit 1) as policy`

export function createOfficeHours({
  pool,
  kinds,
}: {
  pool: Pool
  kinds: Kinds
}): (now: Instant) => Promise<OfficeHours> {
  const reference = new ReferenceVersions()
  return async (now) => {
    const { rows } = await pool.query<{ calendar: string | null; policy: string | null }>(IN_FORCE, [
      now,
      dateOf(now),
    ])
    const { calendar = null, policy = null } = rows[0] ?? {}
    const { values } = kinds.completed(await reference.policy(pool, policy))
    return { calendar: await reference.calendar(pool, calendar), policy: values }
  }
}
