import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { chainFault } from '#db/chain.ts'
import { listTimeline, verifyChain } from '#db/queries/case.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { mergedForm } from '../domain/project-builder.ts'
import { approver, lead } from '../domain/project-people.ts'
import { act, newCase, openRecord, type RecordFixture } from './record-fixture.ts'

let record: RecordFixture
let caseId: CaseId
beforeAll(async () => {
  record = await openRecord()
})
afterAll(() => record.close())

beforeEach(async () => {
  caseId = newCase()
  await act(record, { caseId, verb: 'submitStage', body: mergedForm })
  await act(record, { caseId, verb: 'admit', body: {}, by: lead })
  await act(record, { caseId, verb: 'admit', body: {}, by: approver })
})

const verdict = () => verifyChain(record.pool, caseId)

/** Changes data as the owner of the database could. */
async function tamper(table: string, sql: string): Promise<void> {
  await record.pool.query(`alter table ${table} disable trigger user`)
  await record.pool.query(sql, [caseId])
  await record.pool.query(`alter table ${table} enable trigger user`)
}

describe('the record', () => {
  it.each(['event', 'command', 'audit_entry'])('refuses to change, delete or empty %s', async (table) => {
    const refused = /append-only/
    await expect(record.pool.query(`update ${table} set case_id = case_id`)).rejects.toThrow(refused)
    await expect(record.pool.query(`delete from ${table}`)).rejects.toThrow(refused)
    await expect(record.pool.query(`truncate ${table}`)).rejects.toThrow(refused)
  })

  it('is complete, including refusals, and can be checked without a database', async () => {
    const entries = await listTimeline(record.pool, caseId)
    expect(await verdict()).toEqual({ whole: true, entries: entries.length, head: entries.at(-1)?.hash })
    expect(entries.map(({ kind }) => kind)).toContain('refusal')
    expect(chainFault(JSON.parse(JSON.stringify(entries)))).toBeNull()
  })
})

describe('tampering is found', () => {
  it('when an entry is changed', async () => {
    await tamper(
      'audit_entry',
      `update audit_entry set content = jsonb_set(content, '{event,title}', '"other"') where case_id = $1 and n = 1`,
    )
    expect(await verdict()).toMatchObject({ whole: false, n: 1 })
  })

  it('when an event is changed and its entry is not', async () => {
    await tamper(
      'event',
      `update event set body = jsonb_set(body, '{investmentFen}', '1') where case_id = $1 and seq = 2`,
    )
    expect(await verdict()).toMatchObject({ whole: false, n: 2, fault: 'event 2 is not what was recorded' })
  })

  it('when a refusal becomes an approval', async () => {
    await tamper('audit_entry', `delete from audit_entry where case_id = $1 and kind = 'refusal'`)
    expect(await verdict()).toMatchObject({ whole: false, n: 4 })
  })

  it('when a refused command is missing only in the chain', async () => {
    await tamper(
      'command',
      `update command set outcome = '{"status":"refused","refusal":{"unmet":[]}}'
       where case_id = $1 and outcome ->> 'status' = 'refused'`,
    )
    expect(await verdict()).toMatchObject({ whole: false, n: 4 })
  })

  it('when the end is cut off', async () => {
    await tamper('audit_entry', 'delete from audit_entry where case_id = $1 and n > 4')
    expect(await verdict()).toMatchObject({ whole: false, n: 5 })
  })

  it('when the actor of an event is somebody else', async () => {
    await tamper('event', `update event set actor = '{"kind":"system"}' where case_id = $1 and seq = 5`)
    expect(await verdict()).toMatchObject({ whole: false, fault: 'event 5 is not what was recorded' })
  })
})
