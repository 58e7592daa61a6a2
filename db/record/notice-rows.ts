/** Notices as rows of the outbox, for the recipients in the directory and for their substitutes. */

import type { CoveredWork } from '#domain/tasks/covered-work.ts'
import type { OrgId, Role } from '#domain/values/directory.ts'
import type { CaseId, PersonId } from '#domain/values/ids.ts'
import type { Instant, PlainDate } from '#domain/values/plain-date.ts'
import type { Statement } from '../bulk.ts'
import type { NoticePayload } from '../notice-payload.ts'
import { COVERS_ANY } from './substitutions.ts'

/**
 * Who gets a notice: people in these roles in the organisation or below it (null: in any organisation), or only the leaders among them;
 * and named people.
 */
export interface Recipients {
  roles: Role[]
  root: OrgId | null
  leaders: boolean
  people: PersonId[]
  /** Who does not get it, as `person:…` and `org:…`. */
  barred?: string[]
}

export const inRoles = (roles: Role[], root: OrgId | null, leaders = false): Recipients => ({
  ...{ roles, root, leaders },
  people: [],
})

export const byName = (people: PersonId[]): Recipients => ({ roles: [], root: null, leaders: false, people })

/** A notice to be sent. Key, channel and recipient are the effect key, so that a repetition adds no second row. */
export interface NoticeRow extends Recipients {
  key: string
  case_id: CaseId
  seq: number
  at: Instant
  payload: NoticePayload
  /** Keys of other notices: a recipient of one of them does not get this notice. */
  announced_by?: string[]
  /** The work that the notice asks for: substitutes who may do it on that day get the notice, too. */
  work?: (CoveredWork & { on: PlainDate }) | null
}

const isBarred = (notice: string, person: string): string =>
  `(${notice}.barred && (array['person:' || ${person}.id] ||
    (select array_agg('org:' || unit) from unnest(${person}.org_path) as unit))) is true`

/** SQL: whether `p` of the directory is one of the recipients that `n` names, and their last day is not over at `n.at`. */
export const IS_RECIPIENT = `(p.id = any(n.people) or (p.roles && n.roles and (p.is_leader or not n.leaders)
    and (n.root is null or p.org_path @> array[n.root])))
  and ${hasNotLeft('p')} and not ${isBarred('n', 'p')}`

/** SQL: the person's last day is not over. Dates are those of the office in Shanghai. */
function hasNotLeft(person: string): string {
  return `coalesce(${person}.left_on >= (n.at at time zone 'Asia/Shanghai')::date, true)`
}

// The same person may be in two audiences or represent several people: the effect key makes it one mail. A notice for the person's own
// work comes before one as a substitute.
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
      and (e.at is null or n.at < e.at) and ${COVERS_ANY('n.work')} and ${hasNotLeft('p')} and not ${isBarred('n', 'p')}
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

/** Inserts these notices for their recipients. The row count is the number of new notifications. */
export const insertNotices = (rows: readonly NoticeRow[], hasWebhook: boolean): Statement => ({
  name: 'insert-notices',
  text: INSERT,
  values: [JSON.stringify(rows), hasWebhook],
})
