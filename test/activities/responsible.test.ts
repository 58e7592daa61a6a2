/** People who must act before a deadline are notified, and nobody who cannot act. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { releasePlannedNotices } from '#db/planned.ts'
import type { CaseEvent } from '#domain/case/event.ts'
import { KINDS } from '#domain/kinds.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import { plainDate } from '#domain/values/plain-date.ts'
import { machineRequest, TUESDAY } from '../db/record-fixture.ts'
import { applicant, approver, expert, lead, leader } from '../domain/project-people.ts'
import { colleague, drafter, noticeTo, openSigning, type Signing } from './signing-cases.ts'

const DAY_BEFORE = '2026-03-05T01:00:00.000Z' as Instant

let signing: Signing
beforeAll(async () => {
  signing = await openSigning()
})
afterAll(() => signing.record.close())

describe('a person who must act', () => {
  it('is warned about a seat if the person may sign it, but not the proposer, the drafter, or people who are no leaders', async () => {
    const { pool } = signing.record
    const caseId = await signing.commissioned()
    await signing.takeNotices(caseId)
    await pool.query(`delete from planned_notice where notice -> 'deadline' ->> 'kind' <> 'seat'`)
    await releasePlannedNotices(pool, { kinds: KINDS, now: DAY_BEFORE, limit: 50, hasWebhook: false })
    expect(await signing.takeNotices(caseId)).toEqual([noticeTo('deadlineNear', leader)])
  })

  it('is notified of a moved date, together with the owner and the authority', async () => {
    const { record } = signing
    const caseId = await signing.commissioned()
    await signing.does(caseId, leader, 'confirm', await signing.round(caseId))
    const { state } = await record.loadCase(caseId, TUESDAY)
    const armed = state.deadlines.find(({ kind }) => kind === 'appraisal')
    if (!armed) throw new Error('no appraisal is waited for')
    await signing.takeNotices(caseId)
    const moved = { ...armed, dueOn: plainDate('2026-04-03'), dueAt: '2026-04-03T16:00:00.000Z' as Instant }
    await record.append({
      ...(await machineRequest(record, caseId, { at: TUESDAY })),
      decision: { events: [{ type: 'deadlineSet', v: 1, deadline: moved, why: 'calendar' } as CaseEvent] },
    })
    const people = [applicant, approver, colleague, drafter, expert, lead, leader]
    expect(await signing.takeNotices(caseId)).toEqual(people.map((one) => noticeTo('deadlineSet', one)))
  })
})
