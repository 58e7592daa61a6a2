/** Notices as rows of the outbox: for whoever the directory shows, and for who stands in for them. */

import type { CoveredWork } from '#domain/tasks/covered-work.ts'
import type { OrgId, Role } from '#domain/values/directory.ts'
import type { CaseId, PersonId } from '#domain/values/ids.ts'
import type { Instant, PlainDate } from '#domain/values/plain-date.ts'
import type { Statement } from '../bulk.ts'
import type { NoticePayload } from '../notice-payload.ts'
import { COVERS_ANY } from './substitutions.ts'

/**
 * Who is told: people in these roles, in the organisation or below it (null: whatever their organisation), perhaps
 * its leaders only; and people by name.
 */
export interface Recipients {
  roles: Role[]
  root: OrgId | null
  leaders: boolean
  people: PersonId[]
  /** Who is not told, as `person:…` and `org:…`. */
  barred?: string[]
}

export const inRoles = (roles: Role[], root: OrgId | null, leaders = false): Recipients => ({
  ...{ roles, root, leaders },
  people: [],
})

export const byName = (people: PersonId[]): Recipients => ({ roles: [], root: null, leaders: false, people })

/** A notice on its way out. Its key with channel and recipient is the effect key: once, whatever is repeated. */
export interface NoticeRow extends Recipients {
  key: string
  case_id: CaseId
  seq: number
  at: Instant
  payload: NoticePayload
  /** Keys of notices beside this one: whoever gets one of them does not get this one. */
  announced_by?: string[]
  /** Something to do: who stands in on that day for a recipient, within this, is told as well. */
  work?: (CoveredWork & { on: PlainDate }) | null
}

const isBarred = (notice: string, person: string): string =>
  `(${notice}.barred && (array['person:' || ${person}.id] ||
    (select array_agg('org:' || unit) from unnest(${person}.org_path) as unit))) is true`

/** SQL: whether `p` of the directory is one of the recipients that `n` names, and their last day is not over at `n.at`. */
export const IS_RECIPIENT = `(p.id = any(n.people) or (p.roles && n.roles and (p.is_leader or not n.leaders)
    and (n.root is null or p.org_path @> array[n.root])))
  and ${isThere('p')} and not ${isBarred('n', 'p')}`

/** Dates are those of the office. */
function isThere(person: string): string {
  return `coalesce(${person}.left_on >= (n.at at time zone 'Asia/Shanghai')::date, true)`
}

// The same person may be of two audiences, or stand in for several: the effect key makes it one mail, and what one
// hears for oneself comes first.
const INSERT = `
  with notice as (
    select * from jsonb_to_recordset($1::jsonb) as n(key text, case_id text, seq int, at timestamptz, payload jsonb,
      roles text[], root text, leaders boolean, people text[], barred text[], announced_by text[], work jsonb)
  ), person as (
    select n.*, p.id as recipient
    from notice n join directory_person p on ${IS_RECIPIENT}
  ), stand_in as (
    select n.key, n.case_id, n.seq, n.at, n.payload || jsonb_build_object('inSteadOf', n.recipient) as payload,
      n.announced_by, p.id as recipient
    from person n join substitution s on s.person = n.recipient
    left join substitution_end e on e.substitution = s.id
    join directory_person p on p.id = s.substitute
    where n.work is not null and (n.work ->> 'on')::date between s.from_on and s.to_on
      and (e.at is null or n.at < e.at) and ${COVERS_ANY('n.work')} and ${isThere('p')} and not ${isBarred('n', 'p')}
  ), addressed as (
    select key, case_id, seq, at, payload, announced_by, recipient from person
    union all
    select key, case_id, seq, at, payload, announced_by, recipient from stand_in
  ), target as (
    select n.key, n.case_id, n.seq, n.at, n.payload, 'mail' as channel, n.recipient
    from addressed n
    where not exists (select from addressed o where o.recipient = n.recipient and o.key = any(n.announced_by))
    union
    select n.key, n.case_id, n.seq, n.at, n.payload, 'webhook', 'default' from notice n where $2
  ), keyed as (
    select *, key || '/' || channel || '/' || recipient as effect_key from target
  )
  insert into notification (effect_key, case_id, seq, channel, recipient, payload, next_attempt_at, message_id)
  select distinct on (effect_key) effect_key, case_id, seq, channel, recipient, payload, at,
    encode(sha256(convert_to(effect_key, 'UTF8')), 'hex')
  from keyed order by effect_key, payload ->> 'inSteadOf' nulls first
  on conflict (effect_key) do nothing`

/** The insertion of these notices for whoever the directory shows. Its row count tells how many are on their way. */
export const insertNotices = (rows: readonly NoticeRow[], hasWebhook: boolean): Statement => ({
  name: 'insert-notices',
  text: INSERT,
  values: [JSON.stringify(rows), hasWebhook],
})
