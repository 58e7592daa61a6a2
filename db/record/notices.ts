/** Which notices the recorded events cause, and for whom: outbox rows, written with the events themselves. */
import type { OrgId, Role } from '#domain/directory.ts'
import type { CaseId, PersonId } from '#domain/ids.ts'
import type { Instant } from '#domain/plain-date.ts'
import { tellingOf } from '#domain/project/event-telling.ts'
import type { RecordedEvent } from '#domain/project/events.ts'
import { type Audience, type Named, NOTICES, namedBy } from '#domain/project/notices.ts'
import type { ProjectState } from '#domain/project/state.ts'
import type { Statement } from '../bulk.ts'
import type { NoticePayload } from '../notice-payload.ts'

/**
 * Who is told: people in these roles, in the organisation or below it (null: whatever their organisation), perhaps
 * its leaders only; and people by name.
 */
export interface Recipients {
  roles: Role[]
  root: OrgId | null
  leaders: boolean
  people: PersonId[]
}

export const inRoles = (roles: Role[], root: OrgId | null, leaders = false): Recipients => ({
  ...{ roles, root, leaders },
  people: [],
})

type RecipientsOf = (state: ProjectState, named: Named) => Recipients[]

export const RECIPIENTS: Readonly<Record<Audience, RecipientsOf>> = {
  owner: ({ owner }) => [inRoles(['departmentLead', 'applicant'], owner)],
  authority: ({ authority }) => [inRoles(['approver'], authority)],
  agency: ({ approval, evaluation }) => {
    const agency = evaluation?.post?.evaluator ?? approval.appraisal?.agency
    return agency === undefined ? [] : [inRoles(['expert'], agency)]
  },
  finance: () => [inRoles(['financeMinistry'], null)],
  named: (_state, { people, offices }) => [
    { roles: [], root: null, leaders: false, people },
    ...offices.map(({ role, org }) => inRoles([role], org)),
  ],
}

/** A notice on its way out. Its key with channel and recipient is the effect key: once, whatever is repeated. */
export interface NoticeRow extends Recipients {
  key: string
  case_id: CaseId
  seq: number
  at: Instant
  payload: NoticePayload
}

function noticesOf(caseId: CaseId, state: ProjectState, { seq, at, event }: RecordedEvent): NoticeRow[] {
  const notice = NOTICES[event.type]
  if (!notice || notice.when?.(event) === false) return []
  const { zh, en } = tellingOf(state, event) ?? notice
  const payload: NoticePayload = { caseId, seq, event: event.type, at, title: state.title, zh, en }
  const named = namedBy(event)
  return notice.to
    .flatMap((audience) => RECIPIENTS[audience](state, named))
    .map((recipients) => ({ key: `${caseId}/${seq}`, case_id: caseId, seq, at, payload, ...recipients }))
}

// The same person may be of two audiences: the effect key makes it one mail.
const INSERT = `
  with notice as (
    select * from jsonb_to_recordset($1::jsonb) as n(key text, case_id text, seq int, at timestamptz, payload jsonb,
      roles text[], root text, leaders boolean, people text[])
  ), target as (
    select n.key, n.case_id, n.seq, n.at, n.payload, 'mail' as channel, p.id as recipient
    from notice n join directory_person p on p.id = any(n.people) or (p.roles && n.roles
      and (p.is_leader or not n.leaders) and (n.root is null or p.org_path @> array[n.root]))
    union
    select n.key, n.case_id, n.seq, n.at, n.payload, 'webhook', 'default' from notice n where $2
  ), keyed as (
    select *, key || '/' || channel || '/' || recipient as effect_key from target
  )
  insert into notification (effect_key, case_id, seq, channel, recipient, payload, next_attempt_at, message_id)
  select effect_key, case_id, seq, channel, recipient, payload, at,
    encode(sha256(convert_to(effect_key, 'UTF8')), 'hex')
  from keyed on conflict (effect_key) do nothing`

/** The insertion of these notices for whoever the directory shows. Its row count tells how many are on their way. */
export const insertNotices = (rows: readonly NoticeRow[], hasWebhook: boolean): Statement => ({
  name: 'insert-notices',
  text: INSERT,
  values: [JSON.stringify(rows), hasWebhook],
})

/** The insertion of the notices of these events; null when they cause none. */
export function noticeStatement(
  caseId: CaseId,
  state: ProjectState,
  events: readonly RecordedEvent[],
  hasWebhook: boolean,
): Statement | null {
  const rows = events.flatMap((recorded) => noticesOf(caseId, state, recorded))
  return rows.length === 0 ? null : insertNotices(rows, hasWebhook)
}
