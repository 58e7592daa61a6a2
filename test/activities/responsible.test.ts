/** Whoever must act before a deadline hears of it, and nobody who cannot. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { releasePlannedNotices } from '#db/planned.ts'
import type { CaseEvent } from '#domain/case/event.ts'
import { KINDS } from '#domain/kinds.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import { plainDate } from '#domain/values/plain-date.ts'
import { machineRequest, TUESDAY } from '../db/record-fixture.ts'
import { applicant, approver, expert, lead, leader } from '../domain/project-people.ts'
import { colleague, drafter, openSigning, type Signing, told } from './signing-cases.ts'

const DAY_BEFORE = '2026-03-05T01:00:00.000Z' as Instant

let signing: Signing
beforeAll(async () => {
  signing = await openSigning()
})
afterAll(() => signing.record.close())

describe('whoever must act', () => {
  it('is warned of a seat: who may sign it, not who proposed, drafted, or is no leader', async () => {
    const { pool } = signing.record
    const caseId = await signing.commissioned()
    await signing.heard(caseId)
    await pool.query(`delete from planned_notice where notice -> 'deadline' ->> 'kind' <> 'seat'`)
    await releasePlannedNotices(pool, { kinds: KINDS, now: DAY_BEFORE, limit: 50, hasWebhook: false })
    expect(await signing.heard(caseId)).toEqual([told('deadlineNear', leader)])
  })

  it('is told of a date that was moved, beside the owner and the authority', async () => {
    const { record } = signing
    const caseId = await signing.commissioned()
    await signing.does(caseId, leader, 'confirm', await signing.round(caseId))
    const { state } = await record.loadCase(caseId, TUESDAY)
    const armed = state.deadlines.find(({ kind }) => kind === 'appraisal')
    if (!armed) throw new Error('no appraisal is waited for')
    await signing.heard(caseId)
    const moved = { ...armed, dueOn: plainDate('2026-04-03'), dueAt: '2026-04-03T16:00:00.000Z' as Instant }
    await record.append({
      ...(await machineRequest(record, caseId, { at: TUESDAY })),
      decision: { events: [{ type: 'deadlineSet', v: 1, deadline: moved, why: 'calendar' } as CaseEvent] },
    })
    const people = [applicant, approver, colleague, drafter, expert, lead, leader]
    expect(await signing.heard(caseId)).toEqual(people.map((one) => told('deadlineSet', one)))
  })
})
