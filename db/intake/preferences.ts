/** People's preferences for notifications. */

import type { NoticePreferences } from '#domain/engine/notice-timing.ts'
import type { PersonId } from '#domain/values/ids.ts'
import type { Pool } from '../connect.ts'

/** Undefined when the person has set no preferences. */
export async function findPreferences(pool: Pool, person: PersonId): Promise<NoticePreferences | undefined> {
  const { rows } = await pool.query<NoticePreferences>(
    `select language, digest, digest_minute as "digestMinute", quiet_hours as "quietHours", muted
     from notification_preference where person = $1`,
    [person],
  )
  return rows[0]
}

export async function putPreferences(
  pool: Pool,
  person: PersonId,
  { language, digest, digestMinute, quietHours, muted }: NoticePreferences,
): Promise<void> {
  await pool.query(
    `insert into notification_preference (person, language, digest, digest_minute, quiet_hours, muted)
     values ($1, $2, $3, $4, $5, $6::jsonb)
     on conflict (person) do update set language = excluded.language, digest = excluded.digest,
       digest_minute = excluded.digest_minute, quiet_hours = excluded.quiet_hours, muted = excluded.muted,
       changed_real = clock_timestamp()`,
    [person, language, digest, digestMinute, quietHours, JSON.stringify(muted)],
  )
}
