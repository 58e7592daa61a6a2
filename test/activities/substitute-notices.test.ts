/** 代班: a substitute is notified of the work of the represented person. */

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDeliverDue } from '#activities/deliver.ts'
import { createMailer } from '#activities/mail.ts'
import { KINDS } from '#domain/kinds.ts'
import type { SubstitutionScope } from '#domain/substitution/substitution.ts'
import type { PersonActor } from '#domain/values/directory.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { ownIdOf } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import { act, MONDAY, newCase, type RecordFixture, TUESDAY } from '../db/record-fixture.ts'
import { mergedForm } from '../domain/project-builder.ts'
import { applicant, approver, lead, leader } from '../domain/project-people.ts'
import { acceptingServer } from './mail-server.ts'
import {
  colleague,
  commission,
  drafter,
  noticeTo,
  openSigning,
  type SentNotice,
  type Signing,
  standIn,
} from './signing-cases.ts'

let record: RecordFixture
let signing: Signing
beforeAll(async () => {
  signing = await openSigning()
  record = signing.record
})
afterAll(() => record.close())

interface Appointment {
  person?: PersonActor
  to?: string
  endedAt?: Instant
}

/** Appointments cannot be deleted, so each one is for a single case, or for none. */
async function stands(
  caseId: CaseId,
  scope: SubstitutionScope,
  { person = leader, to = '2026-03-03', endedAt }: Appointment = {},
): Promise<void> {
  const id = randomUUID()
  await record.pool.query(
    `insert into substitution (id, person, substitute, from_on, to_on, scope, reason, appointed_by, at)
     values ($1, $2, $3, '2026-03-02', $4, $5, '出差', '{}', $6)`,
    [id, person.person, standIn.person, to, { cases: [ownIdOf(caseId)], ...scope }, MONDAY],
  )
  if (endedAt)
    await record.pool.query(
      `insert into substitution_end (substitution, reason, ended_by, at) values ($1, '回来', '{}', $2)`,
      [id, endedAt],
    )
}

describe('a substitute', () => {
  const both = [noticeTo('signatureAwaited', leader), noticeTo('signatureAwaited', standIn, leader)]
  const alone = both.slice(0, 1)

  it.each<[string, SubstitutionScope, Appointment, SentNotice[]]>([
    ['for the case', {}, {}, both],
    ['for votes', { acts: ['confirm'], stages: ['merged'], owners: ['mnr'] }, {}, both],
    ['for other acts', { acts: ['admit'] }, {}, alone],
    ['in other stages', { stages: ['feasibility'] }, {}, alone],
    ['for other owners', { owners: ['moa'] }, {}, alone],
    ['on other cases', { cases: ['x'] }, {}, alone],
    ['until yesterday', {}, { to: '2026-03-02' }, alone],
    ['until this moment', {}, { endedAt: TUESDAY }, alone],
  ])('%s is notified within that scope', async (_name, scope, appointment, expected) => {
    const caseId = await signing.admitted()
    await stands(caseId, scope, appointment)
    await signing.does(caseId, approver, 'commissionAppraisal', commission)
    expect(await signing.takeNotices(caseId)).toEqual(expected)
  })

  it('of the drafter is not notified, and of several people is notified once', async () => {
    const caseId = await signing.admitted()
    await stands(caseId, {}, { person: drafter })
    await signing.does(caseId, approver, 'commissionAppraisal', commission)
    expect(await signing.takeNotices(caseId)).toEqual(alone)
    const other = newCase()
    for (const person of [leader, colleague]) await stands(other, {}, { person })
    await act(record, { caseId: other, verb: 'submitStage', body: mergedForm, at: TUESDAY })
    const mine = (await signing.takeNotices(other)).filter(({ to }) => to === standIn.person)
    expect(mine).toEqual([noticeTo('stageSubmitted', standIn, colleague)])
  })

  it('is notified of work to do, not of decisions', async () => {
    const [caseId, other] = [newCase(), newCase()]
    for (const one of [caseId, other]) {
      await act(record, { caseId: one, verb: 'submitStage', body: mergedForm, at: TUESDAY })
      await signing.takeNotices(one)
    }
    await stands(caseId, {}, { person: lead })
    await stands(other, {}, { person: lead })
    await signing.does(other, approver, 'admit')
    expect(await signing.takeNotices(other)).toEqual([
      noticeTo('admitted', applicant),
      noticeTo('admitted', lead),
    ])
    await signing.does(caseId, approver, 'requestSupplement', {
      items: [{ kind: 'stageDocument', what: '密码应用方案' }],
    })
    expect(await signing.takeNotices(caseId)).toEqual([
      noticeTo('supplementRequested', applicant),
      noticeTo('supplementRequested', lead),
      noticeTo('supplementRequested', standIn, lead),
    ])
  })

  it('gets a mail that names the represented person', async () => {
    const caseId = await signing.admitted()
    await stands(caseId, {})
    await signing.does(caseId, approver, 'commissionAppraisal', commission)
    await record.pool.query('delete from notification where case_id <> $1', [caseId])
    const server = await acceptingServer()
    const mailer = createMailer({ smtpUrl: server.url, from: 'noreply@tongchou.test', apiUrl: undefined })
    await createDeliverDue({ kinds: KINDS, pool: record.pool, senders: { mail: mailer.send } })({
      now: TUESDAY,
    })
    const text = (email: string) => server.mails.find(({ to }) => JSON.stringify(to).includes(email))?.text
    expect(text('p-stand-in@')).toContain('您代张p-leader办理此件。')
    expect(text('p-stand-in@')).toContain('You act for p-leader in this.')
    expect(text('p-leader@')).toContain('请签署：委托评估，截止2026-03-06 10:00')
    expect(text('p-leader@')).not.toContain('您代')
    mailer.close()
    await server.close()
  })
})
