/** A process that does not know a kind of case (for example during an upgrade) skips cases of that kind and serves all others. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createAppend } from '#activities/append.ts'
import { createDeliverDue } from '#activities/deliver.ts'
import { releasePlannedNotices } from '#db/planned.ts'
import { rebuildProjections } from '#db/rebuild.ts'
import { planUnattended } from '#db/unattended.ts'
import { Kinds } from '#domain/engine/kinds.ts'
import { PROJECT } from '#domain/project/kind.ts'
import { type CaseId, caseIdOf, ownIdOf } from '#domain/values/ids.ts'
import { instant, msOf } from '#domain/values/plain-date.ts'
import { act, MONDAY, newCase, openRecord, type RecordFixture, requestFor } from '../db/record-fixture.ts'
import { mergedForm } from '../domain/project-builder.ts'
import { lead } from '../domain/project-people.ts'
import { PROPOSAL, PROPOSALS } from './kind.ts'

const LATER = instant(msOf(MONDAY) + 60 * 86_400_000)
const WANTED = { kinds: PROPOSALS, now: LATER, limit: 50 }

let record: RecordFixture
let caseId: CaseId
beforeAll(async () => {
  record = await openRecord()
  caseId = newCase()
  await act(record, { caseId, verb: 'submitStage', body: mergedForm })
})
afterAll(() => record.close())

const count = async (text: string): Promise<number> => (await record.pool.query(text)).rowCount ?? 0

it('sends no notices of its deadlines and tasks, and plans none', async () => {
  expect(await count(`select from planned_notice where state = 'waiting'`)).toBeGreaterThan(0)
  expect(await releasePlannedNotices(record.pool, { ...WANTED, hasWebhook: true })).toBe(0)
  expect(await planUnattended(record.pool, WANTED)).toBe(0)
  expect((await rebuildProjections(record.pool, PROPOSALS)).cases).toBe(0)
})

it('retries its mails until a process knows the kind', async () => {
  const sent: string[] = []
  const mail = async ({ id }: { id: string }) => {
    sent.push(id)
    return { status: 'accepted' } as const
  }
  const waiting = `select from notification where channel = 'mail' and state = 'waiting'`
  const before = await count(waiting)
  expect(before).toBeGreaterThan(0)
  const deliver = createDeliverDue({ kinds: PROPOSALS, pool: record.pool, senders: { mail } })
  const { nextAttemptAt, ...counts } = await deliver({ now: MONDAY })
  expect(counts).toEqual({ delivered: 0, failed: before })
  expect(nextAttemptAt && nextAttemptAt > MONDAY, 'it waits before the next attempt').toBe(true)
  expect([sent, await count(waiting)]).toEqual([[], before])
})

it('does not overwrite a row of another kind with the same own id', async () => {
  const lost: string[] = []
  const append = createAppend({
    ...{ pool: record.pool, reference: record.reference, hasWebhook: false, wakeOutbox: () => undefined },
    kinds: new Kinds([PROJECT, PROPOSAL]),
    onAhead: () => undefined,
    onUnwritable: ({ caseId }) => lost.push(caseId),
  })
  const request = await requestFor(record, { caseId: newCase(), verb: 'submitStage', body: mergedForm })
  const other = caseIdOf(PROPOSAL.name, ownIdOf(caseId))
  const proposed = { type: 'proposed', v: 1, title: 'x', text: 'x', owner: 'mnr', by: lead } as const
  const command = { ...request.command, action: 'propose' }
  const used = { ...request.used, answerDue: 'none' }
  const forged = { ...request, caseId: other, command, used, decision: { events: [proposed] } }
  expect(await append(forged)).toMatchObject({ kind: 'unwritable' })
  expect(lost).toEqual([other])
  expect(await count(`select from case_view where case_id = '${caseId}'`)).toBe(1)
})
