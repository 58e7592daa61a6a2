/** What the deadlines that were set will make people hear: rows without recipients, which are looked up in time. */
import type { CaseId } from '#domain/ids.ts'
import { deadlineNotices } from '#domain/project/deadline-notices.ts'
import type { EventOf, RecordedEvent } from '#domain/project/events.ts'
import { NOTICE_POLICY } from '#domain/project/notice-policy.ts'
import { bulkInsert, type Statement } from '../bulk.ts'
import type { Client } from '../connect.ts'
import { plannedNotice } from '../schema/planned.ts'
import type { ReferenceVersions } from './facts.ts'

type Planned = typeof plannedNotice.$inferInsert

const addPlanned = bulkInsert(plannedNotice, { keep: ['plan_key'] })

/**
 * The insertion of what these events plan; null when they set no deadline. Calendar and policy are those that the
 * deadline itself names, so they are at hand: the decision has just used them.
 */
export async function plannedStatement(
  client: Client,
  reference: ReferenceVersions,
  { caseId, events }: { caseId: CaseId; events: readonly RecordedEvent[] },
): Promise<Statement | null> {
  const rows: Planned[] = []
  for (const { seq, at, event } of events) {
    if (event.type !== 'deadlineSet') continue
    const { deadline } = event as EventOf<'deadlineSet'>
    const calendar = await reference.calendar(client, deadline.calendarVersion)
    const { values } = await reference.policy(client, deadline.policyVersion)
    // A policy recorded before these values existed has the defaults.
    const policy = { ...NOTICE_POLICY, ...values }
    const { planningAuthority } = values
    for (const notice of deadlineNotices(deadline, { calendar, policy, now: at })) {
      const { kind, round, dueAt } = deadline
      const step = `${notice.event}${notice.workingDays}`
      const planKey = [caseId, kind, round, dueAt, step].join('/')
      rows.push({ planKey, caseId, seq, firesAt: notice.at, notice, planningAuthority, state: 'waiting' })
    }
  }
  return rows.length === 0 ? null : addPlanned(rows)
}
