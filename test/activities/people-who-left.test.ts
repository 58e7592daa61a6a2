/** People who have left get no more notices; on their last day they still do. */

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createDeliverDue } from '#activities/deliver.ts'
import { putPreferences } from '#db/intake/preferences.ts'
import { releasePlannedNotices } from '#db/planned.ts'
import { NO_PREFERENCES } from '#domain/engine/notice-timing.ts'
import { KINDS } from '#domain/kinds.ts'
import type { PersonActor } from '#domain/values/directory.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { ownIdOf } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import { MONDAY, type RecordFixture, TUESDAY } from '../db/record-fixture.ts'
import { approver, leader } from '../domain/project-people.ts'
import { commission, noticeTo, openSigning, type Signing, standIn } from './signing-cases.ts'

const WEDNESDAY = '2026-03-04T02:00:00.000Z' as Instant
/** Tuesday in Greenwich, but Wednesday in the office. */
const EARLY_ON_WEDNESDAY = '2026-03-03T16:30:00.000Z' as Instant
const DAY_BEFORE = '2026-03-05T01:00:00.000Z' as Instant

let signing: Signing
let record: RecordFixture
beforeAll(async () => {
  signing = await openSigning()
  record = signing.record
})
afterAll(() => record.close())
beforeEach(async () => {
  await record.pool.query('update directory_person set left_on = null')
  await record.pool.query(
    'delete from notification; delete from planned_notice; delete from notification_preference',
  )
})

const leaves = (on: string, ...people: PersonActor[]) =>
  record.pool.query('update directory_person set left_on = $1 where id = any($2)', [
    on,
    people.map(({ person }) => person),
  ])

const commissioned = async (): Promise<CaseId> => {
  const caseId = await signing.admitted()
  await signing.takeNotices(caseId)
  await signing.does(caseId, approver, 'commissionAppraisal', commission)
  return caseId
}

/** The recipients of mails, and the states of the notices. */
async function delivered(now: Instant): Promise<{ sent: string[]; states: Record<string, string> }> {
  const sent: string[] = []
  const mail = async ({ person }: { person: { id: string } | null }) => {
    sent.push(person?.id ?? '')
    return { status: 'accepted' } as const
  }
  await createDeliverDue({ kinds: KINDS, pool: record.pool, senders: { mail } })({ now })
  const { rows } = await record.pool.query('select recipient, state from notification order by recipient')
  return { sent: sent.toSorted(), states: Object.fromEntries(rows.map((row) => [row.recipient, row.state])) }
}

describe('a notice', () => {
  it('is written for people whose last day is today, and not for those who left before', async () => {
    await leaves('2026-03-03', leader)
    expect(await signing.takeNotices(await commissioned())).toEqual([noticeTo('signatureAwaited', leader)])
    await leaves('2026-03-02', leader)
    expect(await signing.takeNotices(await commissioned())).toEqual([])
  })

  it('that waited until its recipient had left is not sent any more', async () => {
    await commissioned()
    await leaves('2026-03-03', leader)
    expect(await delivered(TUESDAY)).toEqual({ sent: ['p-leader'], states: { 'p-leader': 'delivered' } })
    await record.pool.query('delete from notification')
    await leaves('2026-03-03', leader)
    await commissioned()
    expect(await delivered(EARLY_ON_WEDNESDAY)).toEqual({ sent: [], states: { 'p-leader': 'lapsed' } })
  })

  it('of a digest is left out when its recipient has left meanwhile', async () => {
    await putPreferences(record.pool, leader.person, { ...NO_PREFERENCES, digest: 'daily' })
    await commissioned()
    expect(await delivered(TUESDAY)).toEqual({ sent: [], states: { 'p-leader': 'waiting' } })
    await leaves('2026-03-03', leader)
    expect(await delivered(WEDNESDAY)).toEqual({ sent: [], states: { 'p-leader': 'lapsed' } })
  })

  it('is not sent to a substitute who has left, nor to the substitute of a person who has left', async () => {
    const appoint = async (caseId: CaseId) =>
      record.pool.query(
        `insert into substitution (id, person, substitute, from_on, to_on, scope, reason, appointed_by, at)
         values ($1, $2, $3, '2026-03-02', '2026-03-31', $4, '出差', '{}', $5)`,
        [randomUUID(), leader.person, standIn.person, { cases: [ownIdOf(caseId)] }, MONDAY],
      )
    const both = [noticeTo('signatureAwaited', leader), noticeTo('signatureAwaited', standIn, leader)]
    const cases: [PersonActor[], typeof both][] = [
      [[], both],
      [[standIn], both.slice(0, 1)],
      [[leader], []],
    ]
    for (const [gone, expected] of cases) {
      const caseId = await signing.admitted()
      await signing.takeNotices(caseId)
      await appoint(caseId)
      await leaves('2026-03-02', ...gone)
      await signing.does(caseId, approver, 'commissionAppraisal', commission)
      expect(await signing.takeNotices(caseId)).toEqual(expected)
    }
    await record.pool.query('update directory_person set left_on = null')
    const caseId = await signing.admitted()
    await signing.takeNotices(caseId)
    await appoint(caseId)
    await signing.does(caseId, approver, 'commissionAppraisal', commission)
    await leaves('2026-03-03', leader)
    expect((await delivered(WEDNESDAY)).sent, 'the represented person has left').toEqual([])
  })

  it('of a near deadline is sent to the people who have not left on that day', async () => {
    const caseId = await commissioned()
    await signing.takeNotices(caseId)
    await record.pool.query(`delete from planned_notice where notice -> 'deadline' ->> 'kind' <> 'seat'`)
    await leaves('2026-03-04', leader)
    await releasePlannedNotices(record.pool, { kinds: KINDS, now: DAY_BEFORE, limit: 50, hasWebhook: false })
    expect(await signing.takeNotices(caseId)).toEqual([])
  })
})
