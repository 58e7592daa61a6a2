/** Which notices the recorded events cause, and for whom: outbox rows, written with the events themselves. */
import type { Actor, OrgId, Role } from '#domain/directory.ts'
import type { CaseId, PersonId } from '#domain/ids.ts'
import type { Instant } from '#domain/plain-date.ts'
import { tellingOf } from '#domain/project/event-telling.ts'
import type { RecordedEvent } from '#domain/project/events.ts'
import { type Audience, type Named, NOTICES, namedBy } from '#domain/project/notices.ts'
import type { ProjectState } from '#domain/project/state.ts'
import { awaitedSignatures } from '#domain/tasks/awaited-signatures.ts'
import type { Statement } from '../bulk.ts'
import type { NoticePayload } from '../notice-payload.ts'
import type { Folded } from '../projections/fold.ts'

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

const byName = (people: PersonId[]): Recipients => ({ roles: [], root: null, leaders: false, people })

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
    byName(people),
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
  /** Who is not told, as `person:…` and `org:…`. */
  barred?: string[]
  /** Keys of notices beside this one: whoever gets one of them is told already. */
  told_by?: string[]
}

/** An act as its notices look at it. */
interface Told {
  caseId: CaseId
  actor: Actor
  events: readonly RecordedEvent[]
}

interface Fold {
  before: Folded
  after: Folded
}

const keyOf = (caseId: CaseId, seq: number): string => `${caseId}/${seq}`

function noticesOf(caseId: CaseId, state: ProjectState, { seq, at, event }: RecordedEvent): NoticeRow[] {
  const notice = NOTICES[event.type]
  if (!notice || notice.when?.(event) === false) return []
  const { zh, en } = tellingOf(state, event) ?? notice
  const payload: NoticePayload = { caseId, seq, event: event.type, at, title: state.title, zh, en }
  const named = namedBy(event)
  return notice.to
    .flatMap((audience) => RECIPIENTS[audience](state, named))
    .map((recipients) => ({ key: keyOf(caseId, seq), case_id: caseId, seq, at, payload, ...recipients }))
}

/** Of several seats of a round that wait from now on, a person who may hold any hears once. */
function signatureNotices({ caseId, actor, events }: Told, { before, after }: Fold): NoticeRow[] {
  const [first] = events
  if (!first) return []
  const { seq, at } = first
  const { title } = after.state
  return awaitedSignatures(before.state, after.state, { by: actor, events }).flatMap((awaited) => {
    const { step, people, offices, leadersOnly, barred, toldBy, zh, en } = awaited
    const payload: NoticePayload = { caseId, seq, event: 'signatureAwaited', at, title, zh, en }
    const row = {
      ...{ key: `${keyOf(caseId, seq)}/${step}`, case_id: caseId, seq, at, payload, barred },
      told_by: toldBy.map((telling) => keyOf(caseId, telling)),
    }
    return [
      ...(people.length > 0 ? [{ ...row, ...byName(people) }] : []),
      ...offices.map(({ role, org }) => ({ ...row, ...inRoles([role], org, leadersOnly) })),
    ]
  })
}

// The same person may be of two audiences: the effect key makes it one mail.
const INSERT = `
  with notice as (
    select * from jsonb_to_recordset($1::jsonb) as n(key text, case_id text, seq int, at timestamptz, payload jsonb,
      roles text[], root text, leaders boolean, people text[], barred text[], told_by text[])
  ), person as (
    select n.*, p.id as recipient
    from notice n join directory_person p on p.id = any(n.people) or (p.roles && n.roles
      and (p.is_leader or not n.leaders) and (n.root is null or p.org_path @> array[n.root]))
    where (n.barred && array['person:' || p.id, 'org:' || p.org]) is not true
  ), target as (
    select n.key, n.case_id, n.seq, n.at, n.payload, 'mail' as channel, n.recipient
    from person n
    where not exists (select from person o where o.recipient = n.recipient and o.key = any(n.told_by))
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

/** The insertion of the notices of this act: of its events, and to whoever is to sign now; null when there are none. */
export function noticeStatement(told: Told, fold: Fold, hasWebhook: boolean): Statement | null {
  const { caseId, events } = told
  const rows = [
    ...events.flatMap((recorded) => noticesOf(caseId, fold.after.state, recorded)),
    ...signatureNotices(told, fold),
  ]
  return rows.length === 0 ? null : insertNotices(rows, hasWebhook)
}
