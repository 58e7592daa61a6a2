/** Planned notices of deadlines: rows without recipients, which are looked up when the notice is due. */

import { isDeadlineSet, type Recorded } from '#domain/case/event.ts'
import {
  type DeadlineNotice,
  deadlineNotices,
  type NoticeDeadline,
  undoneDeadlines,
} from '#domain/engine/deadline-notices.ts'
import type { ReviewedState } from '#domain/review/state.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import type { Statement } from '../bulk.ts'
import type { Client } from '../connect.ts'
import type { FactsRow, ReferenceVersions } from './facts.ts'
import type { CaseRef } from './snapshot.ts'

interface Origin extends CaseRef {
  /** The event that set the deadline. */
  seq: number
  now: Instant
}

type Versions = Pick<FactsRow, 'calendar' | 'policy'>
type Planned = Record<string, unknown>

// A notice that lapsed because its date moved is planned again when the date moves back in time.
const PUT = `
  insert into planned_notice (plan_key, case_id, seq, fires_at, notice, planning_authority, state)
  select plan_key, case_id, seq, fires_at, notice, planning_authority, 'waiting'
  from jsonb_populate_recordset(null::planned_notice, $1::jsonb)
  on conflict (plan_key) do update set fires_at = excluded.fires_at, notice = excluded.notice,
    planning_authority = excluded.planning_authority, state = 'waiting'
  where planned_notice.state <> 'told'`

const REPLACE = `
  with dropped as (
    update planned_notice n set state = 'lapsed'
    where n.case_id = $2 and n.state = 'waiting' and n.fires_at > $3
      and not exists (select from jsonb_populate_recordset(null::planned_notice, $1::jsonb) w
        where w.plan_key = n.plan_key)
  ) ${PUT}`

/**
 * Inserts the planned notices of these events; null when they set no deadline. Uses the calendar and the policy that the deadline
 * names. They are cached, because the decision has just used them.
 */
export async function plannedStatement(
  client: Client,
  reference: ReferenceVersions,
  { kind, caseId, events }: CaseRef & { events: readonly Recorded[] },
): Promise<Statement | null> {
  const rows: Planned[] = []
  for (const { seq, at, event } of events) {
    if (!isDeadlineSet(event)) continue
    const { deadline } = event
    const versions = { calendar: deadline.calendarVersion, policy: deadline.policyVersion }
    rows.push(
      ...(await planned(client, reference, { deadline, versions, origin: { kind, caseId, seq, now: at } })),
    )
  }
  return rows.length === 0 ? null : { name: 'plan-notices', text: PUT, values: [JSON.stringify(rows)] }
}

/**
 * Replaces the planned notices of all deadlines of the case, by the calendar and the policy in force, including passed deadlines whose
 * matter is not done. A warning may move although the due date stays, and a policy may add an escalation. All other waiting rows lapse.
 */
export async function replannedStatement(
  client: Client,
  reference: ReferenceVersions,
  {
    kind,
    caseId,
    now,
    state,
    versions,
  }: CaseRef & { now: Instant; state: ReviewedState; versions: Versions },
): Promise<Statement> {
  const rows: Planned[] = []
  const origin = { kind, caseId, seq: state.seq, now }
  for (const deadline of [...state.deadlines, ...undoneDeadlines({ kind, state })]) {
    rows.push(...(await planned(client, reference, { deadline, versions, origin })))
  }
  return { name: 'replan-notices', text: REPLACE, values: [JSON.stringify(rows), caseId, now] }
}

async function planned(
  client: Client,
  reference: ReferenceVersions,
  {
    deadline,
    versions,
    origin: { kind, caseId, seq, now },
  }: { deadline: NoticeDeadline; versions: Versions; origin: Origin },
): Promise<Planned[]> {
  const calendar = await reference.calendar(client, versions.calendar)
  const loaded = await reference.policy(client, versions.policy)
  const { values: policy } = kind.completed({ calendar, policy: loaded, published: [] }).policy
  const { round, dueAt } = deadline
  return deadlineNotices(kind, deadline, { calendar, policy, now }).map((notice) => ({
    plan_key: [caseId, deadline.kind, round, dueAt, stepOf(notice)].join('/'),
    case_id: caseId,
    seq,
    fires_at: notice.at,
    notice,
    planning_authority: policy.planningAuthority,
  }))
}

/** Both escalations may come on the same day. */
const stepOf = (notice: DeadlineNotice): string =>
  `${notice.event}${notice.workingDays}${notice.event === 'deadlineEscalated' ? `/${notice.to}` : ''}`
