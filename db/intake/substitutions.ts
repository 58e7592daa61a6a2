/** Stores substitutions 代班: an appointment is one row, and its early end is a second row. Rows are never changed. */

import type { Substitution } from '#domain/substitution/substitution.ts'
import type { Actor } from '#domain/values/directory.ts'
import type { PersonId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import type { Pool } from '../connect.ts'
import { SUBSTITUTION, SUBSTITUTIONS_BETWEEN } from '../record/substitutions.ts'

/** An appointment, with who appointed, why and when. */
export interface NewSubstitution extends Omit<Substitution, 'endedAt'> {
  reason: string
  appointedBy: Actor
  at: Instant
}

/** Also with who ended it and why, for an audit. */
export interface ListedSubstitution extends NewSubstitution, Substitution {
  endReason: string | null
  endedBy: Actor | null
}

export async function addSubstitution(pool: Pool, given: NewSubstitution): Promise<void> {
  const { id, person, substitute, from, to, scope, reason, appointedBy, at } = given
  await pool.query(
    `insert into substitution (id, person, substitute, from_on, to_on, scope, reason, appointed_by, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, person, substitute, from, to, JSON.stringify(scope), reason, JSON.stringify(appointedBy), at],
  )
}

/** False when it was ended before. */
export async function endSubstitution(
  pool: Pool,
  { id, reason, by, at }: { id: string; reason: string; by: Actor; at: Instant },
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `insert into substitution_end (substitution, reason, ended_by, at) values ($1, $2, $3, $4)
     on conflict (substitution) do nothing`,
    [id, reason, JSON.stringify(by), at],
  )
  return rowCount === 1
}

/** All appointments of this substitute for this person, oldest first. */
export async function substitutionsBetween(
  pool: Pool,
  person: PersonId,
  substitute: PersonId,
): Promise<Substitution[]> {
  const { rows } = await pool.query<{ found: Substitution[] }>({
    name: 'substitutions-between',
    text: `select ${SUBSTITUTIONS_BETWEEN('$1', '$2')} as found`,
    values: [person, substitute],
  })
  return rows[0]?.found ?? []
}

const LISTED = `
  select ${SUBSTITUTION} || jsonb_build_object('reason', s.reason, 'appointedBy', s.appointed_by,
    'at', to_char(s.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'endReason', e.reason, 'endedBy', e.ended_by) as one
  from substitution s left join substitution_end e on e.substitution = s.id`

export async function findSubstitution(pool: Pool, id: string): Promise<ListedSubstitution | undefined> {
  const { rows } = await pool.query<{ one: ListedSubstitution }>(`${LISTED} where s.id = $1`, [id])
  return rows[0]?.one
}

/** Newest first. `person`: who is represented or represents; null: everybody. `after` is the last id of the previous page. */
export async function listSubstitutions(
  pool: Pool,
  { of, after, limit }: { of: PersonId | null; after: string | null; limit: number },
): Promise<ListedSubstitution[]> {
  const { rows } = await pool.query<{ one: ListedSubstitution }>(
    `${LISTED} where ($1::text is null or $1 in (s.person, s.substitute))
       and ($2::uuid is null or s.id < $2::uuid) order by s.id desc limit $3`,
    [of, after, limit],
  )
  return rows.map(({ one }) => one)
}
